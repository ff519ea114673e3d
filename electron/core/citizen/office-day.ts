import { Temporal } from 'temporal-polyfill';
import { officeZone } from '../../../shared/calendar/index.ts';

/** The ISO day at the office at a moment in ms since 1970. */
export function officeDay(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(officeZone).toPlainDate().toString();
}

/** When the day at the office began that holds this moment; both in ms since 1970. */
export function officeDayStart(atMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(officeZone).startOfDay()
    .epochMilliseconds;
}
