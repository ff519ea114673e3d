/**
 * How the digits of a field are shown: the field keeps the digits, the screen shows them in groups. A format only
 * adds characters between those of the value, so a caret can be carried over by counting.
 */
export interface FieldFormat {
  show(value: string): string;
  /** What a key or a paste may add. */
  accept(text: string): string;
  readonly maxLength: number;
}

const notDigits = /\D+/gu;

function keepDigits(text: string): string {
  return text.normalize('NFKC').replace(notDigits, '');
}

function inGroups(value: string, sizes: readonly number[]): string {
  const groups: string[] = [];
  let at = 0;
  for (let i = 0; at < value.length; i += 1) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 3;
    groups.push(value.slice(at, at + size));
    at += size;
  }
  return groups.join(' ');
}

function showAmount(value: string): string {
  return value.replace(/\B(?=(\d{3})+(?!\d))/gu, '.');
}

/** Number of the identity card: 12 digits, read aloud in threes. */
export const idNumberFormat: FieldFormat = {
  show: (value) => inGroups(value, [3]),
  accept: keepDigits,
  maxLength: 12,
};

/** Telephone: 0912 345 678; numbers of other countries are longer. */
export const phoneFormat: FieldFormat = {
  show: (value) => inGroups(value, [4, 3, 3, 5]),
  accept: keepDigits,
  maxLength: 15,
};

/** Money in dong: 20.000. */
export const moneyFormat: FieldFormat = { show: showAmount, accept: keepDigits, maxLength: 13 };

/** A year alone, for people who know no more. */
export const yearFormat: FieldFormat = { show: (value) => value, accept: keepDigits, maxLength: 4 };

/** Hour and minute of the day as four digits: 06:30. */
export const timeFormat: FieldFormat = {
  show: (value) => (value.length > 2 ? `${value.slice(0, 2)}:${value.slice(2)}` : value),
  accept: keepDigits,
  maxLength: 4,
};

/** A code of the kiosk as it is printed: capitals and digits in groups of four. */
export const codeFormat: FieldFormat = {
  show: (value) => value.replace(/(.{4})(?=.)/gu, '$1-'),
  accept: (text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]+/gu, ''),
  maxLength: 24,
};

/** A code of a dossier, temporary ("TẠM" is read too) or the portal's own with its dots and hyphens. */
export const dossierCodeFormat: FieldFormat = {
  show: (value) => value,
  accept: (text) =>
    text
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^0-9A-Z.-]+/gu, ''),
  maxLength: 40,
};

/** Any whole number: counts of copies, of pages. */
export function countFormat(maxLength: number): FieldFormat {
  return { show: (value) => value, accept: keepDigits, maxLength };
}

/** Where the caret of the value stands in the shown text. */
export function shownOffset(value: string, shown: string, offset: number): number {
  let at = 0;
  for (let seen = 0; seen < offset && at < shown.length; at += 1) {
    if (shown[at] === value[seen]) seen += 1;
  }
  return at;
}

/** Where a caret in the shown text stands in the value. */
export function valueOffset(value: string, shown: string, offset: number): number {
  let seen = 0;
  for (let at = 0; at < offset; at += 1) {
    if (shown[at] === value[seen]) seen += 1;
  }
  return seen;
}
