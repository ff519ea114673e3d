import { readFileSync } from 'node:fs';
import { assertDefined } from '../../shared/assert.ts';
import { startEscl } from '../simulators/escl.ts';

/** A simulated scanner in a process of its own, so that its work is not measured as ours: `file count [ms a page]` per pile. */
const [file, count, pageDelayMs = '0'] = process.argv.slice(2);
const page = readFileSync(assertDefined(file, 'page file'));
const device = await startEscl({ hasGlass: false, pageDelayMs: Number(pageDelayMs) });
process.on('message', () => {
  device.load(Array.from({ length: Number(count) }, () => page));
  process.send?.({ address: device.address });
});
process.on('disconnect', () => process.exit());
process.send?.({ address: device.address });
