import type { OfficeCalendar } from '../../shared/calendar/index.ts';
import { officeDay } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { DossierContent } from '../../shared/dossier/manifest.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import { type FormContext, officeFacts, readValue } from '../../shared/form/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Sessions } from './citizen/index.ts';
import type { Printers } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import type { OpenedRevision } from './dossiers/index.ts';
import type { Forms } from './forms/index.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import {
  createDossierRecords,
  createPersonalDataDesk,
  type PersonalDataDesk,
} from './personal-data/index.ts';
import type { Store } from './storage/index.ts';
import type { Words } from './words.ts';

/** Joins the requests of persons to dossiers, forms, printer and calendar. */
export function composePersonalData(deps: {
  readonly config: KioskConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly calendar: OfficeCalendar;
  readonly workshop: PdfWorkshop;
  readonly printers: Printers;
  readonly forms: () => Forms;
  readonly places: () => FormContext['places'];
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  readonly openCorrection: (dossierId: string) => Promise<OpenedRevision>;
  readonly words: Words;
}): PersonalDataDesk {
  const { config, clock, sessions } = deps;

  /** The labels of the form that was filled; the ids of its fields where that form is gone. */
  function readAnswers(content: DossierContent): readonly (readonly [string, string])[] {
    const { procedureCode, procedureName, formVersion, answers } = content;
    try {
      const form = deps.forms().get({ procedureCode, version: formVersion });
      const places = deps.places();
      const context: FormContext = {
        today: officeDay(clock.now()),
        places,
        office: officeFacts(places, config.office.communeCode),
        procedure: { code: procedureCode, name: procedureName },
      };
      return form.steps
        .flatMap(({ fields }) => fields)
        .flatMap((field) => {
          const answer = answers[field.id];
          if (answer === undefined) return [];
          // The rows of a list have labels of their own; on this paper their words are enough.
          const words = Array.isArray(answer.value)
            ? plainWords(answer.value)
            : readValue(form, field, answer.value, context, 'vi');
          return [[field.label.official.vi, words] as const];
        });
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      deps.log.failure('a form is gone: its answers are printed as they are', error);
      return Object.entries(answers).map(([id, { value }]) => [id, plainWords(value)] as const);
    }
  }

  return createPersonalDataDesk({
    store: deps.store,
    clock,
    log: deps.log,
    audit: deps.audit,
    calendar: deps.calendar,
    officer: () => sessions.officer(),
    role: () => sessions.role(),
    workshop: deps.workshop,
    printers: deps.printers,
    contentOf: deps.contentOf,
    readAnswers,
    records: createDossierRecords({
      store: deps.store,
      say: deps.words.in('vi', ['personaldata', 'fees', 'post']),
    }),
    openCorrection: deps.openCorrection,
    office: config.office,
    kioskId: config.kioskId,
    retentionDays: config.queue.retentionDays,
    say: deps.words.in('vi', ['personaldata', 'officepapers', 'receipt']),
  });
}

function plainWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainWords).join('\n');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plainWords).join(', ');
  return value === null || value === undefined ? '' : String(value);
}
