import path from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createFileKeyProvider, openStore } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { defaultReading, languages, textSizes } from '../../shared/contract/index.ts';
import { type RunningCore, startCoreProcess } from './core-process.ts';
import { withFolder } from './folders.ts';

const usage = 'npm run soak -- [--minutes N] [--seed N]';

/** What a soak adds up. Everything but the counts of what was done must stay 0. */
interface Tally {
  visits: number;
  crashes: number;
  /** A visit that was open when the core died and was not there afterwards. */
  lostPlaces: number;
  /** A place other than the one the person had been shown last. */
  wrongPlaces: number;
  /** A session of somebody who had ended it. */
  ghosts: number;
}

/** A small seeded generator (mulberry32): the same seed gives the same soak. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The session as the core tells it first. */
async function present(core: RunningCore): Promise<string | null> {
  for await (const event of await core.client.system.events()) {
    if (event.kind === 'session') return event.session.kind === 'open' ? event.session.place : null;
  }
  return null;
}

const places = ['/home', '/guide', '/find', '/find/1.001193', '/find/2.000815'];
const queries = ['khai sinh', 'chung thuc ban sao', 'giấy độc thân', 'so do', 'x'.repeat(400), '🙂'];

/** One person's visit; the core may die at any point of it. Returns the core that goes on. */
async function visit(
  core: RunningCore,
  restart: () => Promise<RunningCore>,
  random: () => number,
  tally: Tally,
) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let now = core;
  await now.client.session.begin({
    reading: { ...defaultReading, language: pick(languages), textSize: pick(textSizes) },
  });
  for (let step = Math.floor(random() * 12); step > 0; step -= 1) {
    const place = pick(places);
    await now.client.session.go({ place });
    await now.client.procedures.search({ text: pick(queries), filters: {}, page: 0 });
    if (random() < 0.03) {
      await now.kill();
      now = await restart();
      tally.crashes += 1;
      const after = await present(now);
      if (after === null) tally.lostPlaces += 1;
      else if (after !== place) tally.wrongPlaces += 1;
    }
  }
  await now.client.session.end();
  if (random() < 0.02) {
    await now.kill();
    now = await restart();
    tally.crashes += 1;
    if ((await present(now)) !== null) tally.ghosts += 1;
  }
  tally.visits += 1;
  return now;
}

async function soak(minutes: number, seed: number): Promise<boolean> {
  const random = createRandom(seed);
  const tally: Tally = { visits: 0, crashes: 0, lostPlaces: 0, wrongPlaces: 0, ghosts: 0 };
  return withFolder('soak', async (folder) => {
    const restart = async (): Promise<RunningCore> => {
      const core = await startCoreProcess(folder);
      await core.becomeReady();
      return core;
    };
    const until = performance.now() + minutes * 60_000;
    const memory: number[] = [];
    let nextReport = performance.now();
    let core = await restart();
    while (performance.now() < until) {
      core = await visit(core, restart, random, tally);
      if (performance.now() < nextReport) continue;
      nextReport += 10_000;
      memory.push(core.residentMb());
      process.stdout.write(
        `${tally.visits} visits, ${tally.crashes} crashes, ${core.residentMb().toFixed(0)} MB\n`,
      );
    }
    await core.stop();
    const audit = await verifyAudit(folder);
    const faulty = tally.lostPlaces + tally.wrongPlaces + tally.ghosts;
    process.stdout.write(`${JSON.stringify({ seed, ...tally, memoryMb: memory.map(Math.round), audit })}\n`);
    return faulty === 0 && audit.ok;
  });
}

async function verifyAudit(dataDir: string) {
  const store = await openStore({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../resources/migrations'),
    keyProvider: createFileKeyProvider({
      path: path.join(dataDir, 'master.key'),
      dataDir,
      acceptUnprotectedKey: true,
    }),
    clock: systemClock,
    log: createLog({ write: () => {} }),
  });
  const verdict = store.audit.verify();
  store.close();
  return verdict;
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
process.exitCode = (await soak(minutes, seed)) ? 0 : 1;
