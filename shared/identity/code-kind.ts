/** What a code is that is no identity card, so that the screen can say so in plain words. */
export const otherCodes = [
  'boarding-pass',
  'web-address',
  'bank-transfer',
  'wi-fi',
  'contact',
  'receipt',
  'machine-readable-zone',
  'foreign-card',
  'product',
  'unknown',
] as const;
export type OtherCode = (typeof otherCodes)[number];

const shapes: readonly (readonly [OtherCode, RegExp])[] = [
  // IATA resolution 792: M, number of legs, name, E.
  ['boarding-pass', /^M[1-9][A-Z0-9 /.'-]{20}[E ]/],
  ['web-address', /^(?:https?:\/\/|www\.)/i],
  // EMVCo: payload format indicator 01 first, checksum last.
  ['bank-transfer', /^000201.*6304[0-9A-Fa-f]{4}$/s],
  ['wi-fi', /^WIFI:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|mailto:|tel:|smsto?:)/i],
  // ICAO 9303: identity cards and passports, lines of 30 to 44.
  ['machine-readable-zone', /^(?:ID|I<|P[<A-Z]|V<)[A-Z<]{3}[A-Z0-9<]{20}/],
  // AAMVA: driving licences and identity cards of North America.
  ['foreign-card', /^@[\s\p{Cc}]*(?:ANSI |AAMVA)/u],
  // Codes of dossiers, official (FACTS "Dossier codes") and temporary of a kiosk.
  ['receipt', /^(?:TEMP:TAM|HOSO:)[A-Z0-9.-]+$/],
  ['receipt', /^(?:TAM|[A-Z0-9]+(?:\.[A-Z0-9]+)+)-[A-Z0-9.-]*\d{4,}/],
  ['product', /^(?:\d{8}|\d{13})$/],
];

/** Names what a code is by its shape; `unknown` when it has none that we know. */
export function recogniseOtherCode(text: string): OtherCode {
  return shapes.find(([, shape]) => shape.test(text))?.[0] ?? 'unknown';
}
