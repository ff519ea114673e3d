import { type OfficeCalendar, officeDay } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type {
  Facets,
  MyProcedure,
  ProcedureCard,
  ProcedureFilters,
  ProcedurePage,
  ProcedureSearch,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  type Answers,
  type Channel,
  channels,
  computeLevel,
  defaultOffer,
  feeLines,
  isUnknown,
  myPapers,
  type OfficeOffer,
  type Procedure,
  processingFor,
  type SharedFile,
} from '../../../shared/procedure/index.ts';
import type { Catalogue, CurrentCatalogue } from './catalogue.ts';
import type { SearchEntry } from './search-entry.ts';
import type { FacetCounts, SearchHit } from './search-index.ts';

/** Items on one page of results: what a portrait panel shows without scrolling, twice. */
const pageSize = 12;
const popularShown = 24;

/** The handlers of `contract.procedures`, to be mounted in the router. */
export interface ProcedureCalls {
  search(input: {
    readonly text: string;
    readonly filters: ProcedureFilters;
    readonly page: number;
  }): ProcedureSearch;
  browse(input: { readonly filters: ProcedureFilters; readonly page: number }): Paged & {
    popular: ProcedureCard[];
  };
  /** Throws PROCEDURE_UNKNOWN. */
  get(input: { readonly code: string }): ProcedurePage;
  /** Throws PROCEDURE_UNKNOWN, also for a procedure of which only the name is known. */
  mine(input: { readonly code: string; readonly answers: Answers; readonly channel: Channel }): MyProcedure;
}

type Paged = Pick<ProcedureSearch, 'total' | 'page' | 'pages' | 'items' | 'facets'>;

export function createProcedureCalls(deps: {
  readonly catalogue: Catalogue;
  readonly calendar: OfficeCalendar;
  readonly clock: Clock;
  readonly offer?: OfficeOffer;
}): ProcedureCalls {
  const { catalogue, calendar, clock } = deps;
  const offer = deps.offer ?? defaultOffer;

  function timing(procedure: Procedure, channel: Channel) {
    const { rows, promise, sameDayAfterHour } = processingFor(procedure, channel);
    const now = clock.now();
    const due = calendar.due({ receivedAtMs: now, duration: promise, sameDayAfterHour });
    const today = officeDay(now);
    return {
      processing: rows.map((row) => ({ ...row })),
      dueNow: due === null ? null : { ...due, reasons: [...due.reasons] },
      fees: feeLines(procedure, channel, today).map((line) => ({ ...line, tiers: [...line.tiers] })),
    };
  }

  function detailsOf(procedure: Procedure, shared: SharedFile): NonNullable<ProcedurePage['details']> {
    const { submission, sameDay, form } = procedure;
    const steps = shared.steps[procedure.steps];
    const offered = isUnknown(submission) ? null : channels.filter((channel) => submission.includes(channel));
    return {
      subjects: isUnknown(procedure.subjects) ? null : procedure.subjects,
      competentAgency: procedure.competentAgency,
      channels:
        offered === null ? null : offered.map((channel) => ({ channel, ...timing(procedure, channel) })),
      sameDay:
        sameDay === null
          ? null
          : { afterHour: sameDay.afterHour, scope: sameDay.scope, confirmed: sameDay.confirmed },
      steps: { vi: steps?.vi ?? [], en: steps?.en ?? [] },
      conditions: procedure.conditions,
      notes: procedure.componentNotes,
      results: procedure.results.map(({ name }) => name),
      legalBasis: [...procedure.legalBasis, ...procedure.legalBasisAlsoCited],
      form: form === null ? null : { code: form.code, title: form.title, verified: form.verified },
      questions: procedure.questions.map(({ id, text }) => ({ id, text })),
      knownChanges: procedure.knownChanges,
      verified: procedure.verified,
      checkedOn: procedure.checkedOn,
      unverifiedParts: [...new Set(procedure.review.map(({ field }) => field))],
    };
  }

  return {
    search({ text, filters, page }) {
      const now = catalogue.current();
      const { hits, counts, corrected } = now.search.search(text, filters);
      const isNothing = hits.length === 0;
      return {
        ...paged(now, hits, counts, page),
        corrected,
        instead: isNothing ? insteadOf(now) : null,
      };
    },
    browse({ filters, page }) {
      const now = catalogue.current();
      const { hits, counts } = now.search.browse(filters);
      return { ...paged(now, hits, counts, page), popular: popularOf(now) };
    },
    get({ code }) {
      const { version, outdated } = catalogue.current();
      const { shared, manifest } = version;
      const about = { version: manifest.version, checkedOn: manifest.checkedOn, outdated };
      const procedure = version.procedures.get(code);
      if (procedure !== undefined) {
        return {
          code,
          name: procedure.name,
          nameEn: procedure.nameEn,
          everyday: procedure.everyday,
          field: procedure.field,
          level: computeLevel(procedure, offer),
          reception: procedure.reception,
          hasDetails: true,
          agencyName: shared.agencies[procedure.reception.agency],
          publisher: isUnknown(procedure.publisher) ? null : procedure.publisher,
          officialClass: procedure.officialClass,
          officialUrl: procedure.sources[0] ?? shared.officialPortal,
          asOfMs: clock.now(),
          catalogue: about,
          details: detailsOf(procedure, shared),
        };
      }
      const row = version.rows.get(code);
      if (row === undefined) throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code } });
      return {
        code,
        name: row.name,
        nameEn: null,
        everyday: null,
        field: row.field,
        level: computeLevel(row, offer),
        reception: row.reception,
        hasDetails: false,
        agencyName: shared.agencies[row.reception.agency],
        publisher: row.publisher,
        officialClass: { value: 'unknown', source: null, asOf: null },
        officialUrl: row.url ?? shared.officialPortal,
        asOfMs: clock.now(),
        catalogue: about,
        details: null,
      };
    },
    mine({ code, answers, channel }) {
      const procedure = catalogue.current().version.procedures.get(code);
      if (procedure === undefined) throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code } });
      const list = myPapers(procedure, answers, channel);
      return {
        code,
        channel,
        papers: list.papers.map(({ component, state }) => ({
          id: component.id,
          name: component.name,
          group: component.group,
          kind: component.kind,
          state,
          // "as-named": the name itself says the case, so there is no second sentence to show.
          when: component.when === 'as-named' ? null : component.when,
          mustSubmit: component.mustSubmit,
          originals: component.originals,
          copies: component.copies,
          formCode: component.formCode,
        })),
        rules: list.rules.map(({ name }) => name),
        counts: list.counts,
        open: list.open,
        ...timing(procedure, channel),
      };
    },
  };
}

function paged(now: CurrentCatalogue, hits: readonly SearchHit[], counts: FacetCounts, page: number): Paged {
  const from = page * pageSize;
  return {
    total: hits.length,
    page,
    pages: Math.ceil(hits.length / pageSize),
    items: hits.slice(from, from + pageSize).map(({ entry, group }) => ({ ...cardOf(entry), group })),
    facets: facetsOf(counts, now.version.shared),
  };
}

function cardOf(entry: SearchEntry): ProcedureCard {
  return {
    code: entry.code,
    name: entry.name,
    nameEn: entry.nameEn,
    everyday: entry.everyday,
    field: entry.field,
    level: entry.level,
    reception: { agency: entry.agency, here: entry.here },
    hasDetails: entry.hasDetails,
  };
}

function facetsOf(counts: FacetCounts, shared: SharedFile): Facets {
  return {
    agencies: [...counts.agencies]
      .map(([agency, count]) => ({ agency, name: shared.agencies[agency], count }))
      .sort((a, b) => b.count - a.count),
    levels: [...counts.levels].map(([level, count]) => ({ level, count })).sort((a, b) => b.level - a.level),
    fields: fieldsOf(counts),
  };
}

function fieldsOf(counts: FacetCounts): { field: string; count: number }[] {
  return [...counts.fields].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count);
}

function popularOf(now: CurrentCatalogue): ProcedureCard[] {
  const order = now.version.shared.popularOrder;
  const { hits } = now.search.browse({});
  return hits
    .filter(({ entry }) => entry.popular)
    .sort((a, b) => order.indexOf(a.entry.code) - order.indexOf(b.entry.code))
    .slice(0, popularShown)
    .map(({ entry }) => cardOf(entry));
}

/** Nothing was found: the fields that this office or its police handle, and what most people come for. */
function insteadOf(now: CurrentCatalogue): NonNullable<ProcedureSearch['instead']> {
  const { counts } = now.search.browse({ agency: 'people-committee' });
  return { fields: fieldsOf(counts).slice(0, 12), popular: popularOf(now).slice(0, 8) };
}
