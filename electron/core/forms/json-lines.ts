/** Lines (from 1) of every JSON pointer in a text that JSON.parse accepts. */
export function findJsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;
  readValue('');
  return lines;

  function skipBlank(): void {
    while (at < text.length && /\s/u.test(text[at] ?? '')) {
      if (text[at] === '\n') line += 1;
      at += 1;
    }
  }

  function readString(): string {
    const from = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return String(JSON.parse(text.slice(from, at)));
  }

  function readValue(pointer: string): void {
    skipBlank();
    lines.set(pointer, line);
    const sign = text[at];
    if (sign === '{' || sign === '[') readMembers(pointer, sign === '{');
    else if (sign === '"') readString();
    else while (at < text.length && !/[\s,\]}]/u.test(text[at] ?? '')) at += 1;
  }

  function readMembers(pointer: string, named: boolean): void {
    at += 1;
    for (let index = 0; at < text.length; index += 1) {
      skipBlank();
      if (text[at] === '}' || text[at] === ']') break;
      const key = named ? readString() : String(index);
      if (named) {
        skipBlank();
        at += 1; // the colon
      }
      readValue(`${pointer}/${key}`);
      skipBlank();
      if (text[at] === ',') at += 1;
    }
    at += 1;
  }
}
