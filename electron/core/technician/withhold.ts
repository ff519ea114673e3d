import * as z from 'zod';

/** What stands in the place of something that might be a person's. */
export const withheldMark = '[withheld]';

/**
 * Events of the log are English phrases and machine facts. Whatever does not look like that may have been typed by a
 * person: letters of Vietnamese, nine digits in a row (phones, identity numbers), an address of mail.
 */
const personal = [
  /[\u00c0-\u024f\u1e00-\u1eff]|\p{M}/u,
  /(?:\d[ .-]?){9,}/,
  /[^\s@"]+@[^\s@"]+\.[a-z]{2,}/i,
] as const;

/** Fields whose long digits are times, sizes and ids of the machine itself. */
const machineFields = new Set(['time', 'pid', 'level']);
/** Addresses of the office's own network; a number with a leading zero is none. */
const networkAddress = /\b(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\b/g;
const machineId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,64}\b/gi;

const lineSchema = z.record(z.string(), z.unknown());

function isPersonal(text: string): boolean {
  const rest = text.replace(machineId, '').replace(networkAddress, '');
  return personal.some((shape) => shape.test(rest));
}

/** One line of a log without anything that could be a person's, and how much of it was left out. */
export function withholdPersonal(line: string): { readonly line: string; readonly withheld: number } {
  let withheld = 0;

  function clean(name: string, value: unknown): unknown {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      if (typeof value !== 'number' || machineFields.has(name) || String(value).length < 9) return value;
      // Milliseconds since 1970 have thirteen figures and begin with 1; an identity number may look so, too.
      withheld += 1;
      return withheldMark;
    }
    if (typeof value === 'string') {
      if (machineFields.has(name)) return value;
      if (!isPersonal(value)) return value;
      withheld += 1;
      return withheldMark;
    }
    withheld += 1;
    return withheldMark;
  }

  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    raw = null; // no line of ours: a stack trace, or cut by a full disk
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) {
    return !isPersonal(line)
      ? { line: JSON.stringify({ text: line }), withheld: 0 }
      : { line: JSON.stringify({ text: withheldMark }), withheld: 1 };
  }
  const entries = Object.entries(parsed.data).map(([name, value]) => [
    isPersonal(name) ? withheldMark : name,
    clean(name, value),
  ]);
  return { line: JSON.stringify(Object.fromEntries(entries)), withheld };
}
