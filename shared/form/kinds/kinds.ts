import type { Kind } from '../kind.ts';
import { dateKind, dateRangeKind, dateTimeKind, yearOrDateKind } from './date-kinds.ts';
import {
  choiceKind,
  ethnicityKind,
  genderKind,
  multiChoiceKind,
  nationalityKind,
  relationKind,
} from './list-kinds.ts';
import { moneyKind, numberKind, yesNoKind } from './number-kinds.ts';
import {
  computedKind,
  declarationKind,
  fileKind,
  noteKind,
  repeatKind,
  signatureKind,
} from './other-kinds.ts';
import { documentReferenceKind, idDocumentKind, personalIdKind } from './paper-kinds.ts';
import { addressKind, placeKind } from './place-kinds.ts';
import { emailKind, personNameKind, phoneKind, textKind } from './text-kinds.ts';

/** Every kind of field there is. A form that names another is refused. */
export const kinds = {
  text: textKind,
  'person-name': personNameKind,
  number: numberKind,
  money: moneyKind,
  date: dateKind,
  'date-time': dateTimeKind,
  'date-range': dateRangeKind,
  'year-or-date': yearOrDateKind,
  'personal-id': personalIdKind,
  'id-document': idDocumentKind,
  'document-reference': documentReferenceKind,
  phone: phoneKind,
  email: emailKind,
  address: addressKind,
  place: placeKind,
  gender: genderKind,
  ethnicity: ethnicityKind,
  nationality: nationalityKind,
  relation: relationKind,
  choice: choiceKind,
  'multi-choice': multiChoiceKind,
  'yes-no': yesNoKind,
  repeat: repeatKind,
  file: fileKind,
  declaration: declarationKind,
  signature: signatureKind,
  computed: computedKind,
  note: noteKind,
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as readonly KindName[];

export function getKind(name: KindName): Kind {
  return kinds[name];
}
