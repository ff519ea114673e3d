import { XMLParser } from 'fast-xml-parser';
import { KioskFault } from '../../../../../../shared/faults/index.ts';

/** Names without their namespace, texts as they stand, everything that may repeat as a list. */
export type XmlNode = { readonly [name: string]: readonly (XmlNode | string)[] };

/** The longest answer of real devices is about 40 kB. */
export const longestXmlBytes = 512 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  // Devices call the same namespace scan, escl or nothing at all.
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  isArray: () => true,
});

/** Parses what a device sent and returns its root; rejects anything else with SCANNER_ANSWER_INVALID. */
export function parseXml(text: string, root: string): XmlNode {
  // Nothing of eSCL has a document type; one would be a way to blow up memory.
  if (text.length > longestXmlBytes || /<!(DOCTYPE|ENTITY)/i.test(text)) throw invalid(root);
  let parsed: unknown;
  try {
    parsed = parser.parse(text);
  } catch (cause) {
    throw invalid(root, cause);
  }
  const found = isNode(parsed) ? parsed[root]?.[0] : undefined;
  // Old firmware sends an empty root where there is nothing to tell.
  if (found === '') return {};
  if (found === undefined || !isNode(found)) throw invalid(root);
  return found;
}

function invalid(root: string, cause?: unknown): KioskFault {
  return new KioskFault('SCANNER_ANSWER_INVALID', { details: { answer: root }, cause });
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null;
}

/** The children of a name, empty when there are none. */
export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  // An element without anything in it is there all the same: its device leaves the usual unsaid.
  return (node?.[name] ?? []).map((found) => (found === '' ? {} : found)).filter((found) => isNode(found));
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return children(node, name)[0];
}

/** The text of the first child of a name; null when missing or empty. */
export function textOf(node: XmlNode | undefined, name: string): string | null {
  return textsOf(node, name)[0] ?? null;
}

export function textsOf(node: XmlNode | undefined, name: string): readonly string[] {
  return (node?.[name] ?? [])
    .map((found) => (typeof found === 'string' ? found : innerText(found)))
    .map((text) => decodeText(text).trim())
    .filter((text) => text !== '');
}

/** An element with attributes and a text. */
function innerText(node: XmlNode): string {
  const text = node['#text'];
  return text === undefined ? '' : String(Array.isArray(text) ? text[0] : text);
}

/** A whole number in sane limits; null otherwise. */
export function numberOf(node: XmlNode | undefined, name: string): number | null {
  const text = textOf(node, name);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 && value <= 1_000_000 ? value : null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML itself; no others are known, so none can grow. */
function decodeText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);
}

export function encodeText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[letter]};`);
}
