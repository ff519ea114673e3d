import { Temporal } from 'temporal-polyfill';
import { officeZone } from '../../../shared/calendar/index.ts';

/** The ISO day at the office at a moment in ms since 1970. */
export function officeDay(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(officeZone).toPlainDate().toString();
}
