import * as z from 'zod';
import type { Places } from '../../places/places.ts';
import { asRecord, defineKind } from '../kind.ts';
import { foldText } from '../letters.ts';
import { type Finding, fault, warning } from '../message.ts';
import { judgeText, lineOrNull } from './text-kinds.ts';

/**
 * Where somebody lives. Either units of today (`provinceCode`, `communeCode`, `detail`), or `asWritten`, the text of
 * an older paper or of an address abroad, with or without the units it is part of today. An old address is never refused.
 */
const addressSchema = z.strictObject({
  provinceCode: z.string().max(10).optional(),
  communeCode: z.string().max(10).optional(),
  /** House number, street, hamlet. */
  detail: z.string().optional(),
  asWritten: z.string().optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** An address typed as one text is kept as written. */
function normaliseAddress(input: unknown): unknown {
  if (typeof input === 'string') {
    const asWritten = lineOrNull(input);
    return asWritten === null ? null : { asWritten };
  }
  const record = asRecord(input);
  if (record === null) return input;
  const parts: Record<string, string> = {};
  for (const part of ['provinceCode', 'communeCode', 'detail', 'asWritten'] as const) {
    const line = lineOrNull(record[part]);
    if (line !== null) parts[part] = line;
  }
  // A province alone is what the screen proposes before anything was typed; it is no answer yet.
  return Object.keys(parts).every((part) => part === 'provinceCode') ? null : parts;
}

function judgeAddress(value: Address, needsDetail: boolean, places: Places): readonly Finding[] {
  const found: Finding[] = [];
  for (const part of ['detail', 'asWritten'] as const) {
    const text = value[part];
    if (text !== undefined) found.push(...judgeText(text, { min: 1, max: 200, lines: 'one' }, part));
  }
  if (value.communeCode === undefined) {
    if (value.asWritten !== undefined) return [...found, warning('address-old-kept', {}, 'asWritten')];
    const missing = value.provinceCode === undefined ? fault('address-province', {}, 'provinceCode') : null;
    return [...found, missing ?? fault('address-commune', {}, 'communeCode')];
  }
  const commune = places.findCommune(value.communeCode);
  if (commune === undefined) return [...found, fault('address-commune-unknown', {}, 'communeCode')];
  if (value.provinceCode !== undefined && value.provinceCode !== commune.provinceCode) {
    const province = places.findProvince(value.provinceCode)?.name ?? value.provinceCode;
    return [...found, fault('address-other-province', { commune: commune.name, province }, 'communeCode')];
  }
  if (needsDetail && value.detail === undefined && value.asWritten === undefined) {
    found.push(warning('address-detail', {}, 'detail'));
  }
  return found;
}

/** "Thôn 1, xã Chư Păh, tỉnh Gia Lai", or the old text with what it is today in brackets. */
export function writeAddress(value: Address, places: Places, nowWord: string): string {
  const commune = value.communeCode === undefined ? undefined : places.findCommune(value.communeCode);
  const units = commune === undefined ? '' : places.nameOf(commune);
  if (value.asWritten !== undefined) {
    const whole = [value.detail, value.asWritten].filter((part) => part !== undefined).join(', ');
    return units === '' ? whole : `${whole} (${nowWord} ${units})`;
  }
  return [value.detail ?? '', units].filter((part) => part !== '').join(', ');
}

export const addressKind = defineKind({
  name: 'address',
  options: z.strictObject({
    /** Ask for a second look when house number and hamlet are missing. */
    detail: z.boolean().default(true),
  }),
  value: addressSchema,
  normalise: normaliseAddress,
  validate: (value, { detail }, { places }) => judgeAddress(value, detail, places),
  read: (value, _options, { places }, language) =>
    writeAddress(value, places, language === 'vi' ? 'nay là' : 'now'),
  fold: (value) => foldText(`${value.detail ?? ''} ${value.asWritten ?? ''} ${value.communeCode ?? ''}`),
});

/** A named place (hospital, house) and its address; either is enough. */
export const placeKind = defineKind({
  name: 'place',
  options: z.strictObject({ examples: z.array(z.string()).default([]) }),
  value: z.strictObject({ name: z.string().optional(), address: addressSchema.optional() }),
  normalise(input) {
    if (typeof input === 'string') return lineOrNull(input) === null ? null : { name: lineOrNull(input) };
    const record = asRecord(input);
    if (record === null) return input;
    const name = lineOrNull(record.name);
    const address = record.address === undefined ? null : normaliseAddress(record.address);
    if (name === null && address === null) return null;
    return { ...(name === null ? {} : { name }), ...(address === null ? {} : { address }) };
  },
  validate(value, _options, { places }) {
    return [
      ...(value.name === undefined ? [] : judgeText(value.name, { min: 1, max: 200, lines: 'one' }, 'name')),
      ...(value.address === undefined ? [] : judgeAddress(value.address, false, places)),
    ];
  },
  read: (value, _options, { places }, language) =>
    [
      value.name ?? '',
      value.address === undefined
        ? ''
        : writeAddress(value.address, places, language === 'vi' ? 'nay là' : 'now'),
    ]
      .filter((part) => part !== '')
      .join(', '),
  fold: (value) => foldText(`${value.name ?? ''} ${value.address?.asWritten ?? ''}`),
});
