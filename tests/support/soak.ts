import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CoreEnded, type RunningCore } from './core-process.ts';
import { withFolder } from './folders.ts';
import { randomFrom } from './page-set/random.ts';
import { type Doom, openSoakKiosk, type SoakKiosk, someDoom } from './soak/kiosk.ts';
import { countKills, type Ledger, openLedger } from './soak/ledger.ts';
import { createMemoryCurve, type MemoryCurve } from './soak/memory.ts';
import { checkDisk, checkEnd } from './soak/on-disk.ts';
import { makeTrouble } from './soak/trouble.ts';
import { carryOn, newPerson, type Person } from './soak/visit.ts';

const usage = 'npm run soak -- [--minutes N] [--kills N] [--seed N]';

/** The share of the time in which the core is killed; in the rest one core lives on and its memory is watched. */
const stormShare = 2 / 3;
const usualGapMs = 2_400;
const killsBetweenChecks = 100;
/** Long enough for the longest pause of a dossier that failed a few times. */
const longestDrainMs = 15 * 60_000;
const reportEveryMs = 30_000;

interface Plan {
  readonly minutes: number;
  readonly kills: number;
  readonly seed: number;
}

/**
 * `npm run soak`: people come and go at a kiosk of production, hand in or change their mind, while the network and the portal
 * misbehave and the core is killed at random moments and at its named points. Nothing that was said may turn out untrue.
 */
async function soak(plan: Plan, folder: string): Promise<boolean> {
  const startedAt = performance.now();
  const random = randomFrom(plan.seed);
  const ledger = openLedger();
  const kiosk = await openSoakKiosk(folder);
  const curve = createMemoryCurve();
  let person = newPerson(random);
  let nextReport = startedAt + reportEveryMs;

  function report(): void {
    if (performance.now() < nextReport) return;
    nextReport += reportEveryMs;
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    process.stdout.write(
      `${minutes} min: ${countKills(ledger)} kills, ${ledger.submitted.size} dossiers, ${ledger.broken.length} broken\n`,
    );
  }

  /** One life of a core: people go on in it until it ends or `isOver`. */
  async function live(doom: Doom | null, isOver: () => boolean, watch: MemoryCurve | null): Promise<void> {
    const plug = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const pullLater = (moment: Doom['from']): void => {
      if (doom?.from === moment) timer = setTimeout(() => plug.abort(), doom.afterMs);
    };
    let core: RunningCore | null = null;
    let end: CoreEnded | null = null;
    try {
      pullLater('spawn');
      core = await kiosk.start(plug.signal, doom?.point ?? null);
      pullLater('ready');
      void core.gone.then((exitCode) => {
        end = new CoreEnded(exitCode);
      });
      while (end === null && !isOver()) {
        await serve(core, () => end !== null);
        if (end === null) watch?.note(core.residentMb());
        report();
      }
    } catch (error) {
      if (!(error instanceof CoreEnded)) throw error;
      end = error;
    } finally {
      clearTimeout(timer);
    }
    if (end === null) {
      await core?.stop();
      ledger.counts['orderly restarts'] += 1;
    } else noteEnd(end, doom, plug.signal.aborted, core !== null);
  }

  function noteEnd(end: CoreEnded, doom: Doom | null, isPulled: boolean, wasReady: boolean): void {
    if (end.exitCode !== null || (!isPulled && (doom?.point ?? null) === null))
      ledger.broken.push(`a core ended by itself (${end.exitCode})`);
    else if (!isPulled) ledger.counts['kills at a named point'] += 1;
    else ledger.counts[wasReady ? 'kills at random' : 'kills while starting'] += 1;
    report();
  }

  /** The person at the kiosk goes on; whoever is done makes room for the next. */
  async function serve(core: RunningCore, isGone: () => boolean): Promise<void> {
    try {
      await carryOn(person, { client: core.client, scanner: kiosk.scanner, ledger, random });
      person = newPerson(random);
    } catch (error) {
      // The connection may tell of the end before the process's exit is known.
      if (isGone() || (await Promise.race([core.gone.then(() => true), after(500)]))) return;
      ledger.surprises.push(`${person.procedureCode}: ${describe(error)}`);
      person = await seeOut(core, person);
    }
  }

  /** Whoever cannot go on is helped out of the door. */
  async function seeOut(core: RunningCore, stuck: Person): Promise<Person> {
    await core.client.session.end().catch(() => {}); // the next life meets the visit again and ends it
    if (stuck.draftId !== null && stuck.dossierId === null && !stuck.isSubmitting)
      ledger.left.add(stuck.draftId);
    return newPerson(random);
  }

  async function checkNow(): Promise<void> {
    await live(null, () => true, null);
    for (const wrong of await checkDisk(folder, ledger)) ledger.broken.push(wrong);
    ledger.counts['checks on the disk'] += 1;
  }

  const trouble = makeTrouble({ world: kiosk.world, random: randomFrom(plan.seed + 1), ledger });
  const gapMs = plan.kills === 0 ? 0 : (plan.minutes * stormShare * 60_000) / plan.kills;
  let killsChecked = 0;
  // A killed process leaves nothing compiled behind, one that ends in order does.
  for (const point of [null, 'never']) await (await kiosk.start(new AbortController().signal, point)).stop();
  // Whoever ends it early (kill) still learns whether everything held so far.
  let isEnough = false;
  process.once('SIGTERM', () => {
    isEnough = true;
  });
  while (!isEnough && countKills(ledger) < plan.kills) {
    await live(someDoom(random, gapMs), () => false, null);
    if (countKills(ledger) - killsChecked < killsBetweenChecks) continue;
    killsChecked = countKills(ledger);
    await checkNow();
  }
  const calmUntil = Math.max(
    performance.now() + plan.minutes * (1 - stormShare) * 60_000,
    startedAt + plan.minutes * 60_000,
  );
  await live(null, () => isEnough || performance.now() >= calmUntil, curve);
  await trouble.stop();
  await drain(kiosk, ledger);
  // Its start erases what is delivered, and leaves nobody's visit open.
  await live(null, () => true, null);
  await kiosk.stop();
  const end = await checkEnd(folder, kiosk.portalDir, ledger);
  ledger.broken.push(...end.wrong);
  return tell(plan, ledger, {
    ...end,
    memory: curve.sum(),
    seconds: (performance.now() - startedAt) / 1_000,
  });
}

/** The network is well again and nobody is at the kiosk: everything that waits must go. */
async function drain(kiosk: SoakKiosk, ledger: Ledger): Promise<void> {
  const core = await kiosk.start(new AbortController().signal, null);
  await core.client.session.end();
  const isEmpty = (async () => {
    for await (const event of await core.client.system.events())
      if (event.kind === 'queue' && event.waiting === 0) return true;
    return false;
  })();
  if (!(await Promise.race([isEmpty, after(longestDrainMs)]))) ledger.broken.push('the queue did not empty');
  await core.stop();
}

/** False after so long; keeps nothing awake. */
function after(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref());
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${'code' in error ? String(error.code) : error.name}: ${error.message}`
    : String(error);
}

function tell(
  plan: Plan,
  ledger: Ledger,
  end: {
    readonly dossiers: number;
    readonly files: number;
    readonly lost: number;
    readonly duplicated: number;
    readonly stuck: number;
    readonly seconds: number;
    readonly memory: ReturnType<MemoryCurve['sum']>;
  },
): boolean {
  const { memory } = end;
  const promises: readonly (readonly [string, number, boolean])[] = [
    ['kills asked for and not done', Math.max(0, plan.kills - countKills(ledger)), true],
    ['lost', end.lost, true],
    ['duplicated', end.duplicated, true],
    ['stuck', end.stuck, true],
    ['promises broken', ledger.broken.length, true],
    ['surprises', ledger.surprises.length, true],
  ];
  const rows: readonly (readonly [string, string | number])[] = [
    ['minutes', (end.seconds / 60).toFixed(1)],
    ...Object.entries(ledger.counts),
    ['dossiers acknowledged', ledger.submitted.size],
    ['dossiers at the portal, each once', end.dossiers],
    ['files at the portal, byte for byte', end.files],
    // Looked at in the calm part only, which an early end does not reach.
    ...(memory.perMinuteMb.length === 0
      ? ([['memory: not looked at', '-']] as const)
      : ([
          ['memory at the start, MB', memory.startMb],
          ['memory at the end, MB', memory.endMb],
          ['memory at its peak, MB', memory.peakMb],
          ['memory, slope in MB per hour', memory.slopeMbPerHour],
        ] as const)),
    ...promises.map(([name, count]) => [name, count] as const),
  ];
  for (const [name, value] of rows) process.stdout.write(`${String(value).padStart(10)}  ${name}\n`);
  for (const sentence of new Set([...ledger.broken, ...ledger.surprises]))
    process.stdout.write(`! ${sentence}\n`);
  const held = promises.every(([, count]) => count === 0) && memory.isFlat;
  process.stdout.write(held ? 'Everything held.\n' : 'NOT everything held.\n');
  const out = path.resolve(import.meta.dirname, '../../.cache/soak');
  mkdirSync(out, { recursive: true });
  const { broken, surprises } = ledger;
  const json = { ...plan, held, figures: Object.fromEntries(rows), memory, broken, surprises };
  writeFileSync(
    path.join(out, `${new Date().toISOString().replaceAll(':', '-')}.json`),
    `${JSON.stringify(json, null, 2)}\n`,
  );
  return held;
}

function readPlan(): Plan | null {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      kills: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const minutes = Number(values.minutes);
  const kills = Number(values.kills ?? Math.floor((minutes * stormShare * 60_000) / usualGapMs));
  const seed = Number(values.seed);
  const isRight = minutes > 0 && Number.isInteger(kills) && kills >= 0 && Number.isInteger(seed);
  return isRight ? { minutes, kills, seed } : null;
}

const plan = readPlan();
if (plan === null) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else process.exitCode = (await withFolder('soak', (folder) => soak(plan, folder))) ? 0 : 1;
