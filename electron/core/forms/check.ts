import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { assertDefined } from '../../../shared/assert.ts';
import type { OfficialField } from '../../../shared/form/index.ts';
import { type FileProblem, type ReadForm, readFormFolder } from './form-files.ts';

const procedureFile = z.object({
  form: z.object({ fields: z.array(z.object({ key: z.string() })) }).nullable(),
});

/** The official field lists of the newest catalogue in a folder; none for a procedure without a form. */
export function readOfficialFields(
  catalogueDir: string,
): (procedureCode: string) => readonly OfficialField[] {
  const versions = readdirSync(catalogueDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d{2}-\d{2}/u.test(entry.name))
    .map((entry) => entry.name);
  // Without a catalogue every form would look complete: that is a defect of the check, not a sound form.
  const version = assertDefined(versions.sort().at(-1), 'a dated version of the catalogue');
  return (procedureCode) => {
    const file = path.join(catalogueDir, version, 'procedures', `${procedureCode}.json`);
    if (!existsSync(file)) return [];
    return procedureFile.parse(JSON.parse(readFileSync(file, 'utf8'))).form?.fields ?? [];
  };
}

/** Everything wrong with the forms of a folder, every file at once. */
export function checkForms(formsDir: string, catalogueDir: string): readonly ReadForm[] {
  return readFormFolder(formsDir, readOfficialFields(catalogueDir));
}

/** `npm run forms:check`: lists every problem as `file:line what`; exit code 1 when there is one. */
function main(root: string): void {
  const formsDir = path.join(root, 'resources/forms');
  const read = checkForms(formsDir, path.join(root, 'resources/catalogue'));
  const problems: readonly FileProblem[] = read.flatMap((one) => one.problems);
  for (const { file, line, what } of problems) {
    process.stdout.write(`${path.join(path.relative(root, formsDir), file)}:${line} ${what}\n`);
  }
  const sound = read.filter((one) => one.form !== null).length;
  process.stdout.write(
    problems.length === 0 ? `${sound} tờ khai, không có lỗi.\n` : `${problems.length} lỗi.\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
  main(path.resolve(import.meta.dirname, '../../..'));
}
