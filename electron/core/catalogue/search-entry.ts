import {
  type AgencyId,
  computeLevel,
  type IndexRow,
  type OfficeOffer,
  type Procedure,
  type ServiceLevel,
  type TwoLanguages,
} from '../../../shared/procedure/index.ts';
import type { CatalogueVersion } from './read-version.ts';
import { foldedPhrase, tokenise } from './search-text.ts';

/** A procedure as the search sees it. */
export interface SearchEntry {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly everyday: TwoLanguages | null;
  readonly field: string;
  readonly agency: AgencyId;
  readonly here: 'yes' | 'no' | 'ask-staff';
  readonly level: ServiceLevel;
  readonly popular: boolean;
  readonly hasDetails: boolean;
  /** Title and everyday words, folded, each a phrase: what a match is judged by. */
  readonly phrases: readonly string[];
  /** How many of the phrases, from the first, are names of the procedure. */
  readonly names: number;
  /** Words with their accents, to rank an exact spelling first. */
  readonly accented: ReadonlySet<string>;
  /** Papers, conditions and results; searched only when names and words find little. */
  readonly body: string;
}

export function searchEntries(version: CatalogueVersion, offer: OfficeOffer): readonly SearchEntry[] {
  return [
    ...[...version.procedures.values()].map((procedure) => entryOfProcedure(procedure, offer)),
    ...[...version.rows.values()].map((row) => entryOfRow(row, offer)),
  ];
}

/** "Thủ tục đăng ký khai sinh" and "Đăng ký khai sinh" are one name to whoever searches. */
function withoutLead(name: string): string {
  return name.replace(/^thủ tục\s+/iu, '');
}

function entryOfProcedure(procedure: Procedure, offer: OfficeOffer): SearchEntry {
  const names = [withoutLead(procedure.name), procedure.everyday.vi, procedure.everyday.en, procedure.nameEn];
  const body = [
    ...procedure.components.map(({ name }) => name),
    ...procedure.results.map(({ name }) => name),
    procedure.conditions ?? '',
    procedure.form?.title ?? '',
    procedure.field,
  ];
  return {
    code: procedure.code,
    name: procedure.name,
    nameEn: procedure.nameEn,
    everyday: procedure.everyday,
    field: procedure.field,
    agency: procedure.reception.agency,
    here: procedure.reception.here,
    level: computeLevel(procedure, offer),
    popular: procedure.popular,
    hasDetails: true,
    ...phrasesOf(names, [...procedure.searchWords, procedure.code]),
    body: body.join(' \n '),
  };
}

function entryOfRow(row: IndexRow, offer: OfficeOffer): SearchEntry {
  return {
    code: row.code,
    name: row.name,
    nameEn: null,
    everyday: null,
    field: row.field,
    agency: row.reception.agency,
    here: row.reception.here,
    level: computeLevel(row, offer),
    popular: false,
    hasDetails: false,
    ...phrasesOf([withoutLead(row.name)], [...row.searchWords, row.code]),
    body: row.field,
  };
}

function phrasesOf(names: readonly string[], words: readonly string[]) {
  const all = [...names, ...words].map(tokenise);
  return {
    phrases: all.map(foldedPhrase),
    names: names.length,
    accented: new Set(all.flatMap((tokens) => tokens.map(({ accented }) => accented))),
  };
}
