import { officeZone } from '../calendar/office-time.ts';
import type { Language, MyProcedure, ProcedureCard, ProcedurePage } from '../contract/index.ts';
import { dayOf } from './format.ts';
import type { Say as SayAny } from './say.ts';

type FeeLine = MyProcedure['fees'][number];
type ProcessingRow = MyProcedure['processing'][number];
type DueDate = NonNullable<MyProcedure['dueNow']>;
type Channel = NonNullable<NonNullable<ProcedurePage['details']>['channels']>[number];
type Reception = ProcedurePage['reception'];
type Agency = Extract<Reception, { readonly agency: string }>['agency'];

/** The strings that are spoken here; both the page and the paper have them. */
type ProcedureStringId =
  | 'find.askStaff'
  | 'find.page.fee.amount'
  | 'find.page.fee.conflict'
  | 'find.page.fee.exempt'
  | 'find.page.fee.exemptAsk'
  | 'find.page.fee.exemptMore'
  | 'find.page.fee.free'
  | 'find.page.fee.law'
  | 'find.page.fee.max'
  | 'find.page.fee.notPrinted'
  | 'find.page.fee.per'
  | 'find.page.fee.perUnknown'
  | 'find.page.fee.province'
  | 'find.page.fee.tier'
  | 'find.page.fee.tierOpen'
  | 'find.page.fee.usual'
  | 'find.page.fee.varies'
  | 'find.page.time.calendarDays'
  | 'find.page.time.hours'
  | 'find.page.time.late'
  | 'find.page.time.lateUnsure'
  | 'find.page.time.now'
  | 'find.page.time.oneOf'
  | 'find.page.time.printed'
  | 'find.page.time.provisional'
  | 'find.page.time.today'
  | 'find.page.time.workingDays'
  | 'find.page.where.ask'
  | 'find.page.where.here'
  | 'find.page.where.post'
  | 'find.page.where.ways'
  | 'find.page.where.waysUnknown'
  | `find.channel.${Channel['channel']}`
  | `find.agency.${Agency}`;
type Say = SayAny<ProcedureStringId>;

/** One of the facts that stand before everything else: the answer large, what belongs to it small. */
export interface Fact {
  readonly value: string;
  readonly lines: readonly string[];
}

/** How people call a procedure, in the reader's language; the official name where nothing else is known. */
export function titleOf(card: ProcedureCard, language: Language): string {
  if (card.everyday !== null) return card.everyday[language];
  return language === 'en' && card.nameEn !== null ? card.nameEn : card.name;
}

/** `20.000`, as money is written here. */
export function amountWords(vnd: number): string {
  return new Intl.NumberFormat('vi-VN').format(vnd);
}

/** `22/11/2026` from `2026-11-22`. */
export function dayWords(date: string): string {
  return date.split('-').reverse().join('/');
}

/** The way in which a person at this kiosk hands in: at the counter where that is offered. */
export function usualChannel(page: ProcedurePage): Channel | null {
  const channels = page.details?.channels ?? [];
  return channels.find(({ channel }) => channel === 'counter') ?? channels[0] ?? null;
}

/** When the result comes if it were handed in now; a date only where the core could count one. */
export function timeFact(say: Say, language: Language, page: ProcedurePage, channel: Channel | null): Fact {
  const rows = channel?.processing ?? [];
  const due = channel?.dueNow ?? null;
  const sameDay = page.details?.sameDay ?? null;
  const late =
    sameDay === null
      ? []
      : sameDay.confirmed
        ? [say('find.page.time.late', { hour: sameDay.afterHour })]
        : [say('find.page.time.lateUnsure', { hour: sameDay.afterHour })];
  const [only] = rows;
  if (due !== null && only !== undefined) {
    return {
      value: dueWords(say, language, due, page.asOfMs),
      lines: [
        `${say('find.page.time.now')} (${rowWords(say, only)}).`,
        ...(due.provisional ? [`${say('find.page.time.provisional')}.`] : []),
        ...late,
      ],
    };
  }
  if (rows.length > 1) {
    const words = [...new Set(rows.map((row) => rowWords(say, row)))];
    return {
      value: words.length === 1 ? (words[0] ?? '') : say('find.page.time.oneOf'),
      lines: words.length === 1 ? late : [words.join(' · '), ...late],
    };
  }
  if (only?.time.kind === 'known') return { value: rowWords(say, only), lines: late };
  const printed = only?.time.kind === 'ask-staff' ? only.time.printed : null;
  return {
    value: say('find.askStaff'),
    lines: [...(printed === null ? [] : [say('find.page.time.printed', { printed })]), ...late],
  };
}

function dueWords(say: Say, language: Language, due: DueDate, nowMs: number): string {
  const day = dayOf(language, due.dueAtMs);
  if (day !== dayOf(language, nowMs)) return day;
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: officeZone,
  }).format(due.dueAtMs);
  return say('find.page.time.today', { time });
}

/** "3 ngày làm việc", "15 ngày", "hỏi cán bộ". */
export function rowWords(say: Say, row: ProcessingRow): string {
  if (row.time.kind === 'ask-staff') return say('find.askStaff');
  const count = row.time.amount;
  switch (row.time.unit) {
    case 'working-day':
      return say('find.page.time.workingDays', { count });
    case 'calendar-day':
      return say('find.page.time.calendarDays', { count });
    case 'hour':
      return say('find.page.time.hours', { count });
  }
}

/** What one line of the fee costs. */
export function feeWords(say: Say, line: FeeLine): string {
  const { amount, per } = line;
  if (amount.kind === 'free') return say('find.page.fee.free');
  if (amount.kind === 'ask-staff') return say('find.askStaff');
  const words = amountWords(amount.vnd);
  return per?.kind === 'text'
    ? say('find.page.fee.per', { amount: words, per: per.text })
    : say('find.page.fee.amount', { amount: words });
}

/** Everything that belongs beside an amount; who is exempt is never left out. */
export function feeDetails(say: Say, line: FeeLine): readonly string[] {
  const { amount, per, exemptions } = line;
  const because = {
    'set-by-province': 'find.page.fee.province',
    'see-fee-law': 'find.page.fee.law',
    'not-printed': 'find.page.fee.notPrinted',
    conflict: 'find.page.fee.conflict',
  } as const;
  return [
    ...(amount.kind === 'ask-staff' ? [say(because[amount.because])] : []),
    ...(amount.kind === 'amount' && amount.usualVnd !== null && amount.until !== null
      ? [
          say('find.page.fee.usual', {
            amount: amountWords(amount.usualVnd),
            date: dayWords(amount.until),
          }),
        ]
      : []),
    ...(per?.kind === 'ask-staff' ? [say('find.page.fee.perUnknown')] : []),
    ...line.tiers
      .filter(({ fromPage }) => fromPage > 1)
      .map(({ fromPage, toPage, vnd }) =>
        toPage === null
          ? say('find.page.fee.tierOpen', { from: fromPage, amount: amountWords(vnd) })
          : say('find.page.fee.tier', { from: fromPage, to: toPage, amount: amountWords(vnd) }),
      ),
    ...(line.maxPerCopyVnd === null
      ? []
      : [say('find.page.fee.max', { amount: amountWords(line.maxPerCopyVnd) })]),
    ...exemptionWords(say, exemptions),
  ];
}

function exemptionWords(say: Say, exemptions: FeeLine['exemptions']): readonly string[] {
  switch (exemptions.kind) {
    case 'text':
      return [say('find.page.fee.exempt', { text: exemptions.text.replace(/\s+/g, ' ').trim() })];
    case 'ask-staff':
      return [say('find.page.fee.exemptAsk')];
    case 'not-needed':
      return [];
  }
}

/** Beyond this an exemption has a screen of its own, one touch away, and the fact says that it exists. */
const factTextLength = 150;

/** The fee with its exemptions, as short as it can be without hiding that there are any. */
export function feeFact(say: Say, channel: Channel | null): Fact {
  const fees = channel?.fees ?? [];
  const [first] = fees;
  if (first === undefined) return { value: say('find.askStaff'), lines: [say('find.page.fee.exemptAsk')] };
  const values = new Set(fees.map((line) => feeWords(say, line)));
  const details = [...new Set(fees.flatMap((line) => feeDetails(say, line)))];
  const isLong = (text: string): boolean => text.length > factTextLength;
  return {
    value: values.size === 1 ? feeWords(say, first) : say('find.page.fee.varies'),
    lines: [
      ...details.filter((text) => !isLong(text)),
      ...(details.some(isLong) ? [say('find.page.fee.exemptMore')] : []),
    ],
  };
}

/** Whether the fee has more to say than its fact shows. */
export function hasMoreFees(say: Say, page: ProcedurePage): boolean {
  const channels = page.details?.channels ?? [];
  return channels.some(
    ({ fees }) =>
      fees.length > 1 ||
      fees.some(
        (line) => line.note !== null || feeDetails(say, line).some((text) => text.length > factTextLength),
      ),
  );
}

/** Who takes the dossier, and in which ways. */
export function whereFact(say: Say, page: ProcedurePage): Fact {
  const channels = page.details?.channels ?? null;
  const ways =
    channels === null
      ? say('find.page.where.waysUnknown')
      : say('find.page.where.ways', {
          ways: channels.map(({ channel }) => say(`find.channel.${channel}`)).join(', '),
        });
  const post =
    channels?.some(({ channel }) => channel === 'post') === true ? [say('find.page.where.post')] : [];
  switch (page.reception.here) {
    case 'yes':
      return { value: say('find.page.where.here'), lines: [ways, ...post] };
    case 'ask-staff':
      return { value: say('find.page.where.ask'), lines: [ways, ...post] };
    case 'no':
      return { value: say(`find.agency.${page.reception.agency}`), lines: [ways, ...post] };
  }
}
