import { parseConfig } from '../../shared/config/index.ts';
import type { SetUpInput } from '../../shared/contract/index.ts';

/** The fields of the set-up screen by their path, the same path in the configuration's errors. */
export const fieldPaths = [
  'office.name',
  'office.place',
  'office.counter',
  'office.communeCode',
  'office.agencyCode',
  'kioskId',
  'portalAddress',
  'enrolmentCode',
  'pxPerMm',
  'acceptUnprotectedKey',
] as const;
export type FieldPath = (typeof fieldPaths)[number];

/** The fields that are typed. */
export type TypedField = Exclude<FieldPath, 'pxPerMm' | 'acceptUnprotectedKey'>;

export interface Draft {
  readonly typed: Readonly<Record<TypedField, string>>;
  readonly pxPerMm: number;
  readonly acceptUnprotectedKey: boolean;
}

export const emptyDraft: Draft = {
  typed: {
    'office.name': '',
    'office.place': '',
    'office.counter': '',
    'office.communeCode': '',
    'office.agencyCode': '',
    kioskId: '',
    portalAddress: '',
    enrolmentCode: '',
  },
  pxPerMm: 3.2,
  acceptUnprotectedKey: false,
};

/** One screen each: which office, which kiosk, which panel. */
export const setUpSteps = [
  {
    id: 'office',
    fields: ['office.name', 'office.place', 'office.counter', 'office.communeCode', 'office.agencyCode'],
  },
  { id: 'kiosk', fields: ['kioskId', 'portalAddress', 'enrolmentCode'] },
  { id: 'screen', fields: ['pxPerMm', 'acceptUnprotectedKey'] },
] as const satisfies readonly { readonly id: string; readonly fields: readonly FieldPath[] }[];

export function inputOf({ typed, pxPerMm, acceptUnprotectedKey }: Draft): SetUpInput {
  return {
    kioskId: typed.kioskId.trim(),
    office: {
      name: typed['office.name'].trim(),
      place: typed['office.place'].trim(),
      counter: typed['office.counter'].trim(),
      communeCode: typed['office.communeCode'].trim(),
      agencyCode: typed['office.agencyCode'].trim(),
    },
    pxPerMm,
    portalAddress: typed.portalAddress.trim(),
    enrolmentCode: typed.enrolmentCode.trim(),
    acceptUnprotectedKey,
  };
}

/** The configuration names some fields by another path than the screen does. */
const aliases: Readonly<Record<string, FieldPath>> = {
  'portal.address': 'portalAddress',
  'screen.pxPerMm': 'pxPerMm',
  'key.acceptUnprotectedKey': 'acceptUnprotectedKey',
};

/** The field that an error of the configuration belongs to; `undefined` for one that the screen does not show. */
export function findField(path: string): FieldPath | undefined {
  return aliases[path] ?? fieldPaths.find((field) => field === path);
}

/** Every field that shared/config would refuse, before the core is asked. The core checks again. */
export function findWrongFields(draft: Draft): ReadonlySet<FieldPath> {
  const input = inputOf(draft);
  const checked = parseConfig({
    kioskId: input.kioskId,
    office: input.office,
    screen: { pxPerMm: input.pxPerMm },
    portal: { address: input.portalAddress },
    key: { provider: 'safe-storage' },
  });
  const wrong = new Set<FieldPath>();
  for (const { path } of checked.ok ? [] : checked.errors) {
    const field = findField(path);
    if (field) wrong.add(field);
  }
  if (input.enrolmentCode.length > 64) wrong.add('enrolmentCode');
  return wrong;
}
