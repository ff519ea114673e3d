import * as z from 'zod';
import { writeDay, yearsBetween } from '../dates.ts';
import { asRecord, defineKind } from '../kind.ts';
import { foldText } from '../letters.ts';
import { type Finding, fault, warning } from '../message.ts';
import { judgeDay } from './date-kinds.ts';
import { judgeText, lineOrNull, textOr } from './text-kinds.ts';

function digitsOnly(text: string): string {
  return text.replace(/[\s.\-\u00a0]/gu, '');
}

/** A commune number of three figures that no old province had only warns: new prefixes exist since 07/2025. */
function judgePersonalId(
  value: string,
  knowsPrefix: (prefix: string) => boolean,
  part?: string,
): readonly Finding[] {
  if (!/^\d{12}$/u.test(value)) return [fault('id-digits', { count: value.length }, part)];
  return knowsPrefix(value.slice(0, 3)) ? [] : [warning('id-prefix', { prefix: value.slice(0, 3) }, part)];
}

/** "064 203 000 123": grouped for reading aloud; the paper prints the twelve figures together. */
export function groupPersonalId(value: string): string {
  return /^\d{12}$/u.test(value) ? value.replace(/(\d{3})(?=\d)/gu, '$1 ') : value;
}

export const personalIdKind = defineKind({
  name: 'personal-id',
  options: z.strictObject({}),
  value: z.string().max(60),
  normalise: (input) => textOr(input, (text) => digitsOnly(text.normalize('NFC')) || null),
  validate: (value, _options, { places }) => judgePersonalId(value, places.knowsIdPrefix),
  read: groupPersonalId,
  paper: (value) => value,
  fold: (value) => value,
});

/** Which paper a person proves who they are with. Ids are data of drafts: add, never rename. */
export const documentTypes = ['can-cuoc', 'cccd', 'cmnd', 'passport', 'birth-certificate', 'other'] as const;
const documentType = z.enum(documentTypes);

export const idDocumentKind = defineKind({
  name: 'id-document',
  options: z.strictObject({
    types: z
      .array(documentType)
      .min(1)
      .default([...documentTypes]),
    /** Number only, or with issuer and day as the official forms ask. */
    parts: z.enum(['number', 'all']).default('all'),
  }),
  value: z.strictObject({
    type: documentType.optional(),
    number: z.string(),
    issuer: z.string().optional(),
    issuedOn: z.string().optional(),
  }),
  normalise(input) {
    const record = asRecord(input);
    if (record === null) return input === '' ? null : input;
    const number = lineOrNull(record.number);
    const issuer = lineOrNull(record.issuer);
    const typedDay = lineOrNull(record.issuedOn);
    if (number === null && issuer === null && typedDay === null) return null;
    const type = record.type;
    const card = type === 'can-cuoc' || type === 'cccd' || type === 'cmnd';
    return {
      ...(type === undefined || type === null ? {} : { type }),
      number: number === null ? '' : card ? digitsOnly(number) : number,
      ...(issuer === null ? {} : { issuer }),
      ...(typedDay === null ? {} : { issuedOn: toIso(typedDay) }),
    };
  },
  validate(value, { types, parts }, context) {
    const found: Finding[] = [];
    if (value.type === undefined || !types.includes(value.type))
      found.push(fault('document-kind', {}, 'type'));
    if (value.number === '') found.push(fault('document-number', {}, 'number'));
    else found.push(...judgeNumber(value.type, value.number, context.places.knowsIdPrefix));
    if (value.issuer !== undefined) {
      found.push(...judgeText(value.issuer, { min: 1, max: 150, lines: 'one' }, 'issuer'));
    } else if (parts === 'all') found.push(fault('document-issuer', {}, 'issuer'));
    if (value.issuedOn !== undefined) {
      const judged = judgeDay(value.issuedOn, 'past', context.today, 'issuedOn');
      found.push(...judged);
      const old = judged.length === 0 && (yearsBetween(value.issuedOn, context.today) ?? 0) >= 25;
      if (old) found.push(warning('document-old', {}, 'issuedOn'));
    } else if (parts === 'all') found.push(fault('document-date', {}, 'issuedOn'));
    return found;
  },
  read(value, _options, { lists }, language) {
    const label = lists.document.find((item) => item.id === value.type)?.label[language] ?? '';
    const words =
      language === 'vi'
        ? { by: 'nơi cấp', on: 'ngày cấp', no: 'số' }
        : { by: 'issued by', on: 'on', no: 'no.' };
    return [
      [label, words.no, value.number].filter((part) => part !== '').join(' '),
      value.issuer === undefined ? '' : `${words.by} ${value.issuer}`,
      value.issuedOn === undefined ? '' : `${words.on} ${writeDay(value.issuedOn)}`,
    ]
      .filter((part) => part !== '')
      .join(', ');
  },
  fold: (value) => foldText(`${value.number} ${value.issuer ?? ''}`),
});

function toIso(text: string): string {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text);
  return local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : text;
}

function judgeNumber(
  type: (typeof documentTypes)[number] | undefined,
  number: string,
  knowsPrefix: (prefix: string) => boolean,
): readonly Finding[] {
  const strange = judgeText(number, { min: 1, max: 40, lines: 'one' }, 'number');
  if (strange.length > 0) return strange;
  if (type === 'can-cuoc' || type === 'cccd') return judgePersonalId(number, knowsPrefix, 'number');
  if (type === 'cmnd' && !/^(?:\d{9}|\d{12})$/u.test(number)) return [fault('document-card', {}, 'number')];
  return [];
}

/** A paper somebody else made: number, book, agency, day ("Giấy báo tử số …, do … cấp ngày …"). */
export const documentReferenceKind = defineKind({
  name: 'document-reference',
  options: z.strictObject({
    /** Which boxes the form shows; only `needs` must be filled. */
    parts: z
      .array(z.enum(['title', 'number', 'book', 'agency', 'date']))
      .min(1)
      .default(['number', 'agency', 'date']),
    needs: z.array(z.enum(['title', 'number', 'book', 'agency', 'date'])).default([]),
  }),
  value: z.strictObject({
    title: z.string().optional(),
    number: z.string().optional(),
    book: z.string().optional(),
    agency: z.string().optional(),
    date: z.string().optional(),
  }),
  normalise(input) {
    const record = asRecord(input);
    if (record === null) return input === '' ? null : input;
    const parts: Record<string, string> = {};
    for (const part of ['title', 'number', 'book', 'agency', 'date'] as const) {
      const line = lineOrNull(record[part]);
      if (line !== null) parts[part] = part === 'date' ? toIso(line) : line;
    }
    return Object.keys(parts).length === 0 ? null : parts;
  },
  validate(value, { needs }, context) {
    const found: Finding[] = [];
    for (const part of ['title', 'number', 'book', 'agency'] as const) {
      const text = value[part];
      if (text !== undefined) found.push(...judgeText(text, { min: 1, max: 150, lines: 'one' }, part));
      else if (needs.includes(part)) {
        found.push(fault(part === 'agency' ? 'reference-agency' : 'reference-number', {}, part));
      }
    }
    if (value.date !== undefined) found.push(...judgeDay(value.date, 'past', context.today, 'date'));
    else if (needs.includes('date')) found.push(fault('reference-date', {}, 'date'));
    return found;
  },
  read(value, _options, _context, language) {
    const vi = language === 'vi';
    return [
      value.title ?? '',
      value.number === undefined ? '' : `${vi ? 'số' : 'no.'} ${value.number}`,
      value.book === undefined ? '' : `${vi ? 'quyển số' : 'book'} ${value.book}`,
      value.agency === undefined ? '' : `${vi ? 'do' : 'by'} ${value.agency}${vi ? ' cấp' : ''}`,
      value.date === undefined ? '' : `${vi ? 'ngày' : 'on'} ${writeDay(value.date)}`,
    ]
      .filter((part) => part !== '')
      .join(', ');
  },
  fold: (value) => foldText(Object.values(value).join(' ')),
});
