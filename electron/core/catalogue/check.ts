import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holidayTableSchema } from '../../../shared/calendar/index.ts';
import { manifestSchema } from '../../../shared/procedure/index.ts';
import { lineOf } from '../json-position.ts';
import { type CatalogueProblem, checksumOf, readFolder, readVersion } from './read-version.ts';

const resources = path.resolve(import.meta.dirname, '../../../resources');

/** Checks every version under a folder; problems carry paths relative to `root`. */
export function checkCatalogues(folder: string, root: string): readonly CatalogueProblem[] {
  return versionNames(folder).flatMap((name) => {
    const { version, problems } = readVersion(readFolder(path.join(folder, name)));
    const base = path.relative(root, path.join(folder, name));
    const found = problems.map((problem) => ({ ...problem, file: path.join(base, problem.file) }));
    if (version !== null && version.manifest.version !== name) {
      const file = path.join(base, 'manifest.json');
      found.push({ file, line: 1, at: 'version', message: `phiên bản không khớp tên thư mục ${name}` });
    }
    return found;
  });
}

function versionNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Checks the table of days off. */
export function checkHolidays(filePath: string, root: string): readonly CatalogueProblem[] {
  const file = path.relative(root, filePath);
  const text = readFileSync(filePath, 'utf8');
  const parsed = holidayTableSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      file,
      line: lineOf(text, issue.path),
      at: issue.path.map(String).join('.'),
      message: issue.message,
    }));
  }
  const seen = new Set<string>();
  return parsed.data.closedDays.flatMap((day, index) => {
    const isTwice = seen.has(day.date);
    seen.add(day.date);
    const at = ['closedDays', index, 'date'];
    return isTwice
      ? [{ file, line: lineOf(text, at), at: at.join('.'), message: `trùng ngày ${day.date}` }]
      : [];
  });
}

/** Writes the checksums of a version's files into its manifest, after a person has edited them. */
export function writeChecksums(versionFolder: string): void {
  const files = readFolder(versionFolder);
  const manifestPath = path.join(versionFolder, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
  const names = [...files.keys()].filter((name) => name !== 'manifest.json').sort();
  const sums = Object.fromEntries(names.map((name) => [name, checksumOf(files.get(name) ?? '')]));
  writeFileSync(manifestPath, `${JSON.stringify({ ...manifest, files: sums }, null, 2)}\n`);
}

/** `npm run catalogue:check`: lists every problem as `file:line place: message`; exit code 1 when there is one. */
function main(args: readonly string[]): void {
  const root = path.resolve(resources, '..');
  const catalogueFolder = path.join(resources, 'catalogue');
  if (args.includes('--write-checksums')) {
    for (const name of versionNames(catalogueFolder)) writeChecksums(path.join(catalogueFolder, name));
  }
  const problems = [
    ...checkCatalogues(catalogueFolder, root),
    ...checkHolidays(path.join(resources, 'calendar/holidays.json'), root),
  ];
  for (const { file, line, at, message } of problems)
    process.stdout.write(`${file}:${line} ${at}: ${message}\n`);
  process.stdout.write(problems.length === 0 ? 'Danh mục không có lỗi.\n' : `${problems.length} lỗi.\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
  main(process.argv.slice(2));
}
