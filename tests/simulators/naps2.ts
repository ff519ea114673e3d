import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the stand-in does when it is started; written to a file that it reads. */
export interface Naps2Script {
  readonly devices: Readonly<Partial<Record<'wia' | 'twain' | 'escl', readonly string[]>>>;
  /** Files that are saved as the pages of a scan. */
  readonly pages: readonly string[];
  /** Written before the end, as NAPS2 writes its errors: to its output. */
  readonly says: string | null;
  readonly hangs: boolean;
}

/** The stand-in itself: options and words as NAPS2 8's AutomatedScanningOptions and SdkResources have them. */
const program = `
const fs = require('node:fs');
const path = require('node:path');
const [scriptFile, ...args] = process.argv.slice(2);
const script = JSON.parse(fs.readFileSync(scriptFile, 'utf8'));
fs.appendFileSync(scriptFile + '.calls', JSON.stringify(args) + '\\n');
const known = { '--noprofile': 0, '--listdevices': 0, '-v': 0, '-f': 0, '--driver': 1, '--device': 1, '--source': 1,
  '--dpi': 1, '--bitdepth': 1, '--pagesize': 1, '--jpegquality': 1, '-o': 1 };
const given = {};
for (let at = 0; at < args.length; at += 1) {
  const values = known[args[at]];
  if (values === undefined) { console.log("Option '" + args[at] + "' is unknown."); process.exit(1); }
  given[args[at]] = values === 0 ? true : args[++at];
}
if (given['--listdevices']) {
  for (const name of script.devices[given['--driver']] ?? []) console.log(name);
} else if (script.hangs) {
  setInterval(() => {}, 1000);
} else {
  console.log('Beginning scan...');
  script.pages.forEach((_, i) => console.log('Scanned page ' + (i + 1) + '.'));
  if (script.says !== null) console.log(script.says);
  script.pages.forEach((page, i) => {
    const number = String(i + 1).padStart(4, '0');
    fs.copyFileSync(page, path.join(process.cwd(), given['-o'].replace('$(nnnn)', number)));
  });
}
`;

export interface SimulatedNaps2 {
  readonly command: readonly [string, ...string[]];
  script(change: Partial<Naps2Script>): void;
  /** Arguments of each start, in order. */
  calls(): readonly (readonly string[])[];
}

/** Puts the stand-in into a folder; it takes every option the real one has that we use, and refuses others. */
export function makeNaps2(folder: string): SimulatedNaps2 {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'naps2.cjs');
  const scriptFile = path.join(folder, 'script.json');
  let now: Naps2Script = { devices: {}, pages: [], says: null, hangs: false };
  writeFileSync(file, program);
  writeFileSync(scriptFile, JSON.stringify(now));
  return {
    command: [process.execPath, file, scriptFile],
    script(change) {
      now = { ...now, ...change };
      writeFileSync(scriptFile, JSON.stringify(now));
    },
    calls: () =>
      readFileSync(`${scriptFile}.calls`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as readonly string[]),
  };
}
