import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { walkBirth } from './birth-story.ts';
import { walkCertifiedCopy } from './certified-copy.ts';
import { type Effort, handsOnSeconds, practised } from './pace.ts';
import { openPerson, type Person } from './person.ts';
import { type Recording, startRecording } from './record.ts';
import { type Told, writeReport } from './report.ts';
import { openWorld, type World } from './world.ts';

/** Hands-on time of a practised user for certified copies, from the first touch to the paper in the hand. */
const copiesLimitSeconds = 120;

const usage = 'npm run demo -- [--walk all|certified-copy]';
const folder = path.resolve(import.meta.dirname, '../../.cache/demo');

async function walkCopies(world: World, recording: Recording, inRealTime: boolean): Promise<Effort> {
  const page = await world.openPage();
  const person: Person = openPerson(page, {
    ...(inRealTime ? { pace: practised } : {}),
    onScreen: (title) => recording.frame(page, title),
  });
  await recording.step('certified copies, from the first touch to the receipt', () =>
    walkCertifiedCopy(world, person),
  );
  await page.context().close();
  const effort = person.effort();
  const seconds = handsOnSeconds(practised, effort);
  recording.promise(
    `Certified copies take a practised person no more than ${copiesLimitSeconds} s`,
    seconds <= copiesLimitSeconds,
    `${seconds.toFixed(0)} s of hands and eyes: ${effort.taps} taps, ${effort.keys} keys, ${effort.screens} screens`,
  );
  return effort;
}

/**
 * `npm run demo`: two citizens of words at a production kiosk without a display, with a real IPP printer, SANE's scanner, a
 * card reader on the wire and a portal. The network is cut before the second hands in, and then the power. Everything is
 * in .cache/demo; the exit code says whether every promise held.
 */
async function demo(walk: 'all' | 'certified-copy'): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const recording = startRecording(folder);
  const told: { -readonly [K in keyof Told]: Told[K] } = { copies: null, birth: null };
  const world = await recording.step('the office opens: portal, printer, scanner, reader, kiosk', () =>
    openWorld({ dataDir: path.join(folder, 'data'), logPath: path.join(folder, 'portal.log') }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void world.close().finally(() => process.exit(130)));
  }
  try {
    told.copies = await walkCopies(world, recording, walk === 'certified-copy');
    if (walk === 'all') told.birth = await walkBirth(world, recording, folder);
  } catch (error) {
    recording.promise('The whole way is walked', false, String(error));
    for (const page of world.browser.contexts().flatMap((context) => context.pages())) {
      await recording.frame(page, 'where it ended').catch(() => {});
    }
  } finally {
    await recording.step('the office closes', () => world.close());
  }
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB`;
  for (const line of await writeReport({ folder, recording, told, machine })) {
    process.stdout.write(`${line}\n`);
  }
  return recording.promises.every(({ held }) => held);
}

const { values } = parseArgs({ options: { walk: { type: 'string', default: 'all' } } });
if (values.walk !== 'all' && values.walk !== 'certified-copy') {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
process.exitCode = (await demo(values.walk)) ? 0 : 1;
