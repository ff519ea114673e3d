import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Composed,
  composeForm,
  type Form,
  type FormLists,
  type FormProblem,
  lintForm,
  listFileSchema,
  listNames,
  type OfficialField,
  type SectionFile,
} from '../../../shared/form/index.ts';
import { lineOf } from '../json-position.ts';

/** One thing wrong with a form file, at a place a person can open. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** One form file after reading: a form when nothing is wrong with it. */
export interface ReadForm {
  readonly file: string;
  readonly form: Form | null;
  readonly problems: readonly FileProblem[];
}

/** What reads the official field list of a procedure; without it that part of the lint is left out. */
export type OfficialFields = (procedureCode: string) => readonly OfficialField[];

/**
 * Reads every form of a folder: `*.json` (in force), `archive/*.json` (versions that drafts still hold),
 * `sections/` and `lists/`. A broken file is reported and never hides the others.
 */
export function readFormFolder(
  formsDir: string,
  officialFields: OfficialFields = () => [],
): readonly ReadForm[] {
  const texts = new Map<string, string>();
  const problems: FileProblem[] = [];
  const lists = readLists();
  const sections = new Map<string, SectionFile>();
  for (const file of filesIn('sections')) {
    const json = readJson(file);
    if (json !== undefined) sections.set(path.basename(file, '.json'), { file, json });
  }
  const forms = [...filesIn('.'), ...filesIn('archive')].map((file): ReadForm => {
    const json = readJson(file);
    if (json === undefined)
      return { file, form: null, problems: problems.filter((one) => one.file === file) };
    const composed = composeForm({ file, json }, sections, lists);
    const found = [...composed.problems];
    if (composed.form !== null) {
      const official = composed.form.procedures.flatMap((code) => officialFields(code));
      found.push(...lintForm(composed.form, official));
    }
    const located = found.map((problem) => locate(composed, problem));
    return { file, form: found.length === 0 ? composed.form : null, problems: located };
  });
  const inShared = problems.filter((one) => !forms.some((form) => form.file === one.file));
  return inShared.length === 0 ? forms : [...forms, { file: 'sections', form: null, problems: inShared }];

  function filesIn(folder: string): readonly string[] {
    try {
      return readdirSync(path.join(formsDir, folder))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => path.join(folder, name));
    } catch (error) {
      if (folder === 'archive') return []; // no older versions yet
      throw error;
    }
  }

  function readJson(file: string): unknown {
    const text = readFileSync(path.join(formsDir, file), 'utf8');
    texts.set(file, text);
    try {
      return JSON.parse(text);
    } catch (error) {
      const position = /position (\d+)/u.exec(String(error))?.[1];
      const line = position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
      problems.push({ file, line, what: 'is not JSON' });
      return undefined;
    }
  }

  function readLists(): FormLists {
    const entries = listNames.map((name) => {
      const parsed = listFileSchema.safeParse(readJson(path.join('lists', `${name}.json`)));
      if (!parsed.success)
        problems.push({ file: path.join('lists', `${name}.json`), line: 1, what: 'is not a list' });
      return [name, parsed.success ? parsed.data.items : []] as const;
    });
    return Object.fromEntries(entries) as unknown as FormLists; // every name of listNames is a key
  }

  function locate(composed: Composed, { pointer, what, origin: written }: FormProblem): FileProblem {
    let known = pointer;
    while (!composed.origins.has(known)) known = known.slice(0, Math.max(known.lastIndexOf('/'), 0));
    const origin = written ?? composed.origins.get(known) ?? { file: '', pointer: '' };
    const steps = (origin.pointer + (written ? '' : pointer.slice(known.length))).split('/').slice(1);
    const place = steps.map((step) => (/^\d+$/u.test(step) ? Number(step) : step));
    return { file: origin.file, line: lineOf(texts.get(origin.file) ?? 'null', place), what };
  }
}
