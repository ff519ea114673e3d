import { type Channel, type Duration, isUnknown, type Procedure } from './model.ts';

export interface ProcessingRow {
  /** `ask-staff` with what the page prints, when it prints a number without a unit. */
  readonly time:
    | ({ readonly kind: 'known' } & Duration)
    | { readonly kind: 'ask-staff'; readonly printed: string | null };
  readonly note: string | null;
}

export interface Processing {
  readonly rows: readonly ProcessingRow[];
  /** The time a date may be computed from; null when it is unknown or depends on the case. */
  readonly promise: Duration | null;
  /** The hour after which same-day work moves on; only when the official page prints the rule for every case. */
  readonly sameDayAfterHour: number | null;
}

/** How long it takes by one channel. A row without a unit never becomes a date. */
export function processingFor(procedure: Procedure, channel: Channel): Processing {
  const rows = procedure.processing
    .filter((row) => row.channel === channel)
    .map(({ time, note }): ProcessingRow => {
      if (isUnknown(time)) return { time: { kind: 'ask-staff', printed: time.printed ?? null }, note };
      return { time: { kind: 'known', amount: time.amount, unit: time.unit }, note };
    });
  const only = rows.length === 1 ? rows[0] : undefined;
  const promise = only?.time.kind === 'known' ? { amount: only.time.amount, unit: only.time.unit } : null;
  const rule = procedure.sameDay;
  const applies = rule?.confirmed === true && rule.scope === null;
  const isOneDay = promise !== null && promise.unit === 'working-day' && promise.amount === 1;
  return { rows, promise, sameDayAfterHour: applies && isOneDay ? rule.afterHour : null };
}
