import type { OfficeCalendar } from '../../../shared/calendar/index.ts';
import type { DataRequestKind } from '../../../shared/contract/index.ts';

/** NĐ 356/2025 Đ5 (FACTS 3): days for each request; the second figure where somebody else must be asked, too. */
const dayLimits: Readonly<Record<DataRequestKind, { readonly own: number; readonly viaOthers: number }>> = {
  see: { own: 10, viaOthers: 15 },
  correct: { own: 10, viaOthers: 15 },
  restrict: { own: 15, viaOthers: 20 },
  delete: { own: 20, viaOthers: 30 },
};

/** The first answer: the request is here, and what becomes of it. */
const replyWorkingDays = 2;

const dayMs = 86_400_000;

/** By when the person is answered, and by when it is done; ms since 1970. */
export function requestClocks(
  request: { readonly kind: DataRequestKind; readonly viaOthers: boolean; readonly askedAtMs: number },
  calendar: OfficeCalendar,
): { readonly replyDueAtMs: number; readonly dueAtMs: number } {
  const { askedAtMs } = request;
  const limit = dayLimits[request.kind];
  const days = request.viaOthers ? limit.viaOthers : limit.own;
  const due = (amount: number, unit: 'working-day' | 'calendar-day'): number =>
    calendar.due({ receivedAtMs: askedAtMs, duration: { amount, unit } })?.dueAtMs ??
    askedAtMs + amount * dayMs;
  const replyDueAtMs = due(replyWorkingDays, 'working-day');
  // The office's calendar moves a day off to the next open one; the decree counts days, so the earlier one holds.
  return { replyDueAtMs, dueAtMs: Math.min(due(days, 'calendar-day'), askedAtMs + days * dayMs) };
}
