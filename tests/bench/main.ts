import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import type { BenchRow } from './bench-row.ts';
import { measureCatalogue } from './catalogue.ts';
import { measureCore } from './core.ts';
import { measureDesk } from './desk.ts';
import { measureFill } from './fill.ts';
import { measureFind } from './find.ts';
import { measureForms } from './forms.ts';
import { measureIdentity } from './identity.ts';
import { measureKeyboard } from './keyboard.ts';
import { measureOfficePapers } from './office-papers.ts';
import { measurePage } from './page.ts';
import { measurePapers } from './papers.ts';
import { measureQuality } from './quality.ts';
import { measureQueue } from './queue.ts';
import { measureScanner } from './scanner.ts';
import { measureSealing } from './sealing.ts';
import { measureStorage } from './storage.ts';
import { measureTyping } from './typing.ts';

/** One group of figures: its name on the command line, and what measures it. */
const groups: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  core: measureCore,
  find: measureFind,
  forms: measureForms,
  identity: measureIdentity,
  page: measurePage,
  fill: measureFill,
  scanner: measureScanner,
  storage: measureStorage,
  sealing: measureSealing,
  catalogue: measureCatalogue,
  typing: measureTyping,
  keyboard: measureKeyboard,
  papers: measurePapers,
  'office-papers': measureOfficePapers,
  quality: measureQuality,
  queue: measureQueue,
  desk: measureDesk,
};

function show(value: number | null): string {
  if (value === null) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}

function ratio(row: BenchRow): string {
  return row.raw === null || row.raw === 0 ? '–' : `${(row.ours / row.raw).toFixed(2)}×`;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(groups).join(', ')}.`);
  process.exit(2);
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
console.log(machine);
const rows: BenchRow[] = [];
const broken: string[] = [];
for (const [name, measure] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  // A group that cannot be measured must not cost the figures of an hour.
  const measured = await measure().catch((error: unknown) => {
    console.error(error);
    broken.push(name);
    return [];
  });
  for (const row of measured) {
    rows.push(row);
    const figures = `${show(row.ours).padStart(9)} ${row.unit.padEnd(6)} raw ${show(row.raw).padStart(9)}  ${ratio(row).padStart(7)}`;
    console.log(`  ${row.met ? 'met   ' : 'MISSED'} ${figures}  target ${row.target.padEnd(10)} ${row.name}`);
    if (row.note !== undefined) console.log(`         ${row.note}`);
  }
}
const folder = path.resolve(import.meta.dirname, '../../.cache/bench');
mkdirSync(folder, { recursive: true });
const file = path.join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
writeFileSync(file, `${JSON.stringify({ machine, rows, broken }, null, 2)}\n`);
console.log(`\nStored in ${path.relative(process.cwd(), file)}`);
if (broken.length > 0) {
  console.error(`Not measured: ${broken.join(', ')}.`);
  process.exitCode = 1;
}
