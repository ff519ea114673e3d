import type { OfficeCalendar } from '../../../shared/calendar/index.ts';
import type { Language } from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import {
  type Channel,
  type FeeLine,
  feeLines,
  type Procedure,
  processingFor,
} from '../../../shared/procedure/index.ts';
import { feeWords, rowWords, type Say } from '../../../shared/words/index.ts';
import type { ProcedureFacts } from './receipt-facts.ts';

/** The field of law whose receipts carry the table of pages, copies and fees (FACTS 6). */
const certificationField = 'Chứng thực';

/**
 * What the catalogue knows of a sealed dossier's procedure (of the version it was sealed with); a procedure that has left it gives what nobody knows.
 * `say` speaks `find`, `today` is YYYY-MM-DD at the office.
 */
export function readProcedureFacts(input: {
  readonly content: DossierContent;
  readonly procedure: Procedure | undefined;
  readonly channel: Channel;
  readonly calendar: OfficeCalendar;
  readonly say: (language: Language) => Say;
  readonly today: string;
  /** Copies to certify, where the form asks for them. */
  readonly certifiedCopies?: number;
}): ProcedureFacts {
  const { content, procedure, channel, calendar, say } = input;
  if (procedure === undefined) {
    return {
      nameEn: null,
      processingTime: null,
      fee: null,
      counts: {},
      dueIsProvisional: isProvisional(content, null, calendar),
      certification: null,
    };
  }
  const processing = processingFor(procedure, channel);
  const known = processing.rows.filter(({ time }) => time.kind === 'known');
  const times = [...new Set(known.map((row) => rowWords(say('vi'), row)))];
  const fees = feeLines(procedure, channel, input.today);
  return {
    nameEn: procedure.nameEn,
    processingTime: times.length === 1 ? (times[0] ?? null) : null,
    fee: feeOf(fees, say),
    counts: Object.fromEntries(
      procedure.components.map(({ id, originals, copies }) => [id, { originals, copies }]),
    ),
    dueIsProvisional: isProvisional(content, processing, calendar),
    certification:
      procedure.field === certificationField
        ? {
            feeLine: fees.find(({ tiers }) => tiers.length > 0) ?? null,
            copies: input.certifiedCopies ?? null,
          }
        : null,
  };
}

/** One price for every case, or none: a receipt must not name a price that may be another's. */
function feeOf(fees: readonly FeeLine[], say: (language: Language) => Say): ProcedureFacts['fee'] {
  const [first] = fees;
  const words = (language: Language): readonly string[] => [
    ...new Set(fees.map((line) => feeWords(say(language), { ...line, tiers: [...line.tiers] }))),
  ];
  const [vi = '', ...others] = words('vi');
  const [en = ''] = words('en');
  if (first === undefined || others.length > 0 || first.amount.kind === 'ask-staff') return null;
  return { isFree: first.amount.kind === 'free', vi, en };
}

/** The sealed date stays as it is; the calendar says only how sure it is. */
function isProvisional(
  content: DossierContent,
  processing: ReturnType<typeof processingFor> | null,
  calendar: OfficeCalendar,
): boolean {
  if (content.dueAt === null) return false;
  const counted = calendar.due({
    receivedAtMs: Date.parse(content.sealedAt),
    duration: processing?.promise ?? null,
    sameDayAfterHour: processing?.sameDayAfterHour ?? null,
  });
  // After a supplement the count ran otherwise: at least the day itself must be a sure one.
  const itself = calendar.due({
    receivedAtMs: Date.parse(content.dueAt),
    duration: { amount: 0, unit: 'calendar-day' },
  });
  return counted?.provisional === true || itself?.provisional === true;
}
