import type { KioskConfig } from '../../../shared/config/index.ts';
import type { Language, Ticket } from '../../../shared/contract/index.ts';
import { clockTime, dayOf, type Say } from '../../../shared/words/index.ts';
import type { TicketContent } from './ticket-drawing.ts';

/** What stands on the slip of a queue ticket. `say` speaks the area `tickets`. */
export function makeTicketSlip(input: {
  readonly say: Say;
  readonly language: Language;
  readonly ticket: Ticket;
  readonly serviceName: string;
  readonly office: KioskConfig['office'];
}): TicketContent {
  const { say, language, ticket, office } = input;
  const { waitingBefore, estimateMinutes, takenAt } = ticket;
  return {
    language,
    office: [office.name, `${office.place} · ${office.counter}`],
    heading: say('tickets.slip.heading'),
    service: input.serviceName,
    number: String(ticket.number),
    wait: [
      waitingBefore === 0 ? say('tickets.before.none') : say('tickets.before', { count: waitingBefore }),
      ...(estimateMinutes === null ? [] : [say('tickets.estimate', { minutes: estimateMinutes })]),
    ],
    notes: [
      say('tickets.slip.when', { time: clockTime(takenAt), date: dayOf(language, takenAt) }),
      say('tickets.slip.listen'),
      say('tickets.slip.today'),
    ],
  };
}
