import fc from 'fast-check';

/**
 * Every property test draws the same cases in every run, so that a red run means a change and can be repeated anywhere.
 * `FUZZ_SEED=<number>` draws others: what that finds becomes a test of its own.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
if (!Number.isInteger(seed)) throw new Error('FUZZ_SEED must be a whole number');
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
