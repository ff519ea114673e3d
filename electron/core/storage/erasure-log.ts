import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';
import { appendDurably, isErrno } from './durable-file.ts';

const entrySchema = z.strictObject({
  seq: z.number().int().positive(),
  at: z.number().int(),
  dossierId: z.uuid(),
  /** `begun` stands before anything is destroyed, so that a power cut in between is seen and finished. */
  step: z.enum(['begun', 'done']),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
type Entry = z.infer<typeof entrySchema>;

/**
 * Which dossiers were erased: beside the database and never inside it, because a restored database is older than it.
 * One JSON line per step, fsynced, each authenticated together with the one before.
 */
export interface ErasureLog {
  /** False when a line was changed, removed from the middle, or cannot be read. */
  readonly intact: boolean;
  /** The number of lines that are whole. */
  count(): number;
  /** Every dossier whose erasure was begun, finished or not. */
  dossierIds(): readonly string[];
  /** Was the erasure of this dossier ever begun? */
  has(dossierId: string): boolean;
  unfinished(): readonly string[];
  append(dossierId: string, step: Entry['step']): Promise<void>;
}

/** Reads the log; a last line cut off by a power cut was never acknowledged and is dropped. */
export async function openErasureLog(deps: {
  readonly logPath: string;
  readonly key: Sensitive<Buffer>;
  readonly clock: Clock;
}): Promise<ErasureLog> {
  const text = await readText(deps.logPath);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  let sizeBytes = Buffer.byteLength(whole);
  let torn = whole.length < text.length;
  const { entries, intact } = parseEntries(whole, deps.key);
  const known = new Set(entries.map((entry) => entry.dossierId));
  let lastAppend: Promise<void> = Promise.resolve();

  async function appendNext(dossierId: string, step: Entry['step']): Promise<void> {
    if (torn) await truncate(deps.logPath, sizeBytes);
    const last = entries.at(-1);
    const unsigned = { seq: (last?.seq ?? 0) + 1, at: deps.clock.now(), dossierId, step };
    const entry = { ...unsigned, mac: macOf(deps.key, last?.mac ?? '', unsigned) };
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    torn = true;
    await appendDurably(deps.logPath, line);
    torn = false;
    sizeBytes += line.length;
    entries.push(entry);
    known.add(dossierId);
  }

  return {
    intact,
    count: () => entries.length,
    dossierIds: () => [...known],
    has: (dossierId) => known.has(dossierId),
    unfinished: () => unfinishedOf(entries),
    append: (dossierId, step) => {
      // One after the other, also after one that failed: each line is authenticated with the one before.
      const appended = lastAppend.then(() => appendNext(dossierId, step));
      lastAppend = appended.catch(() => undefined);
      return appended;
    },
  };
}

function parseEntries(
  text: string,
  key: Sensitive<Buffer>,
): { readonly entries: Entry[]; readonly intact: boolean } {
  const entries: Entry[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = parseEntry(line);
    const last = entries.at(-1);
    if (entry === null || entry.seq !== (last?.seq ?? 0) + 1) return { entries, intact: false };
    const { mac, ...unsigned } = entry;
    const expected = macOf(key, last?.mac ?? '', unsigned);
    if (!timingSafeEqual(Buffer.from(mac), Buffer.from(expected))) return { entries, intact: false };
    entries.push(entry);
  }
  return { entries, intact: true };
}

function parseEntry(line: string): Entry | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    // Whatever is wrong with the line, it is not one we wrote.
    return null;
  }
}

function macOf(key: Sensitive<Buffer>, previousMac: string, entry: Omit<Entry, 'mac'>): string {
  const content = [previousMac, entry.seq, entry.at, entry.dossierId, entry.step].join('\n');
  return createHmac('sha256', key.reveal()).update(content).digest('hex');
}

function unfinishedOf(entries: readonly Entry[]): readonly string[] {
  const open = new Set<string>();
  for (const entry of entries) {
    if (entry.step === 'begun') open.add(entry.dossierId);
    else open.delete(entry.dossierId);
  }
  return [...open];
}

async function readText(logPath: string): Promise<string> {
  try {
    return await readFile(logPath, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}
