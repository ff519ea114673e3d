import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import {
  type IndexRow,
  indexFileSchema,
  type Manifest,
  manifestSchema,
  type Procedure,
  procedureSchema,
  type SharedFile,
  sharedFileSchema,
} from '../../../shared/procedure/index.ts';
import { type JsonPath, lineOf } from '../json-position.ts';
import { lintProcedure } from './lint.ts';

/** One thing wrong with a catalogue: file, line and place, in words for the person who maintains it. */
export interface CatalogueProblem {
  readonly file: string;
  readonly line: number;
  readonly at: string;
  readonly message: string;
}

/** One dated version of the catalogue, checked. */
export interface CatalogueVersion {
  readonly manifest: Manifest;
  readonly shared: SharedFile;
  readonly indexAsOf: string;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly rows: ReadonlyMap<string, IndexRow>;
}

/** The files of one version, by their path inside it. */
export type CatalogueFiles = ReadonlyMap<string, string>;

export interface VersionReading {
  /** Null when there is any problem. */
  readonly version: CatalogueVersion | null;
  /** Every problem at once, in the order of files and lines. */
  readonly problems: readonly CatalogueProblem[];
}

/** Reads the files of a version folder as they are; throws the file system's error when the folder is not there. */
export function readFolder(folder: string): CatalogueFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const filePath = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, filePath).split(path.sep).join('/'), readFileSync(filePath, 'utf8'));
  }
  return files;
}

export function checksumOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Parses, validates and lints a version; finds everything wrong with it in one go. `lint: false` leaves the rules
 * between fields out: for files whose checksums say that they are the ones that were linted before.
 */
export function readVersion(
  files: CatalogueFiles,
  { lint = true }: { readonly lint?: boolean } = {},
): VersionReading {
  const problems: CatalogueProblem[] = [];
  const report = (file: string, at: JsonPath, message: string): void => {
    const text = files.get(file);
    const line = text === undefined || !isJson(text) ? 1 : lineOf(text, at);
    problems.push({ file, line, at: at.map(String).join('.'), message });
  };

  function parse<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
    const text = files.get(file);
    if (text === undefined) {
      report(file, [], 'thiếu tệp');
      return null;
    }
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch (error) {
      // The parser's own words carry the position; they hold no citizen's data.
      const reason = error instanceof Error ? error.message : 'JSON';
      problems.push({
        file,
        line: lineOfSyntaxError(text, reason),
        at: '',
        message: `không đúng cú pháp JSON: ${reason}`,
      });
      return null;
    }
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) reportIssue(issue, (at, message) => report(file, at, message));
    return null;
  }

  const manifest = parse('manifest.json', manifestSchema);
  const shared = parse('shared.json', sharedFileSchema);
  const index = parse('index.json', indexFileSchema);
  const procedures = new Map<string, Procedure>();
  for (const file of [...files.keys()].filter((name) => name.startsWith('procedures/')).sort()) {
    const procedure = parse(file, procedureSchema);
    if (procedure === null) continue;
    if (file !== `procedures/${procedure.code}.json`) report(file, ['code'], 'mã không khớp tên tệp');
    if (procedures.has(procedure.code)) report(file, ['code'], `trùng mã thủ tục ${procedure.code}`);
    procedures.set(procedure.code, procedure);
    if (shared === null || !lint) continue;
    for (const finding of lintProcedure(procedure, shared)) report(file, finding.path, finding.message);
  }
  const rows = new Map<string, IndexRow>();
  for (const [place, row] of (index?.rows ?? []).entries()) {
    const isTwice = rows.has(row.code) || procedures.has(row.code);
    if (isTwice) report('index.json', ['rows', place, 'code'], `trùng mã thủ tục ${row.code}`);
    rows.set(row.code, row);
  }
  if (manifest !== null) checkManifest(manifest, files, report);

  const complete = manifest !== null && shared !== null && index !== null && problems.length === 0;
  return {
    version: complete ? { manifest, shared, indexAsOf: index.asOf, procedures, rows } : null,
    problems: problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
  };
}

type Report = (file: string, at: JsonPath, message: string) => void;

function checkManifest(manifest: Manifest, files: CatalogueFiles, report: Report): void {
  for (const [file, expected] of Object.entries(manifest.files)) {
    const text = files.get(file);
    if (text === undefined) report('manifest.json', ['files', file], `thiếu tệp ${file}`);
    else if (checksumOf(text) !== expected)
      report('manifest.json', ['files', file], `mã kiểm tra của ${file} không khớp`);
  }
  for (const file of files.keys()) {
    if (file !== 'manifest.json' && manifest.files[file] === undefined) {
      report('manifest.json', ['files'], `tệp ${file} không có trong danh sách`);
    }
  }
  if (manifest.validTo !== null && manifest.validTo < manifest.validFrom) {
    report('manifest.json', ['validTo'], 'ngày hết hiệu lực trước ngày bắt đầu');
  }
  if (manifest.checkedOn > manifest.compiledOn) {
    report('manifest.json', ['checkedOn'], 'ngày kiểm tra sau ngày soạn');
  }
}

function reportIssue(issue: z.core.$ZodIssue, report: (at: JsonPath, message: string) => void): void {
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) report([...issue.path, key], `không có trường "${key}"`);
      return;
    case 'invalid_union': {
      const deepest = issue.errors.flat();
      const sameShape = deepest.find((inner) => inner.path.length > 0);
      report(
        [...issue.path, ...(sameShape?.path ?? [])],
        sameShape?.message ?? 'giá trị không đúng dạng nào được phép',
      );
      return;
    }
    default:
      report(issue.path, isMissing(issue) ? 'thiếu trường này' : issue.message);
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && /received undefined/.test(issue.message);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // a file with a syntax error is reported on its own
  }
}

function lineOfSyntaxError(text: string, reason: string): number {
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return text.split('\n').length;
  return text.slice(0, Number(position)).split('\n').length;
}
