/** A step into a JSON document: a key of an object or an index of a list. */
export type JsonPath = readonly PropertyKey[];

/**
 * The line (from 1) where the value at `path` begins; the nearest parent's line when the path does not exist, because
 * a missing field is missed in its parent. The text must be valid JSON.
 */
export function lineOf(text: string, path: JsonPath): number {
  const scanner = { text, at: 0 };
  skipSpace(scanner);
  let found = scanner.at;
  for (const step of path) {
    const next = enter(scanner, step);
    if (next === null) break;
    found = next;
  }
  return countLines(text, found);
}

interface Scanner {
  readonly text: string;
  at: number;
}

/** Moves onto the child named by `step` and returns where its line starts (the key's, inside objects). */
function enter(scanner: Scanner, step: PropertyKey): number | null {
  const opener = scanner.text[scanner.at];
  if (opener !== '{' && opener !== '[') return null;
  scanner.at += 1;
  for (let index = 0; ; index += 1) {
    skipSpace(scanner);
    const head = scanner.text[scanner.at];
    if (head === '}' || head === ']' || head === undefined) return null;
    const startsAt = scanner.at;
    let name: PropertyKey = index;
    if (opener === '{') {
      name = readString(scanner);
      skipSpace(scanner);
      scanner.at += 1; // the colon
      skipSpace(scanner);
    }
    if (name === step) return startsAt;
    skipValue(scanner);
    skipSpace(scanner);
    if (scanner.text[scanner.at] === ',') scanner.at += 1;
  }
}

function skipValue(scanner: Scanner): void {
  const head = scanner.text[scanner.at];
  if (head === '"') {
    readString(scanner);
    return;
  }
  if (head === '{' || head === '[') {
    let depth = 0;
    do {
      const char = scanner.text[scanner.at];
      if (char === '"') {
        readString(scanner);
        continue;
      }
      if (char === '{' || char === '[') depth += 1;
      if (char === '}' || char === ']') depth -= 1;
      scanner.at += 1;
    } while (depth > 0 && scanner.at < scanner.text.length);
    return;
  }
  while (scanner.at < scanner.text.length && !/[,\]}\s]/.test(scanner.text[scanner.at] ?? ','))
    scanner.at += 1;
}

function readString(scanner: Scanner): string {
  const from = scanner.at;
  scanner.at += 1;
  while (scanner.at < scanner.text.length && scanner.text[scanner.at] !== '"') {
    scanner.at += scanner.text[scanner.at] === '\\' ? 2 : 1;
  }
  scanner.at += 1;
  return String(JSON.parse(scanner.text.slice(from, scanner.at)));
}

function skipSpace(scanner: Scanner): void {
  while (/\s/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
}

function countLines(text: string, until: number): number {
  let line = 1;
  for (let at = 0; at < until; at += 1) if (text.charCodeAt(at) === 10) line += 1;
  return line;
}
