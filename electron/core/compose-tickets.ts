import { officeDay } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Ticket } from '../../shared/contract/index.ts';
import type { AuditLog } from './audit/index.ts';
import { languageOf, type Sessions } from './citizen/index.ts';
import type { Printers } from './devices/index.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import type { Store } from './storage/index.ts';
import {
  createTickets,
  makeTicketSlip,
  type TicketNews,
  type Tickets,
  ticketDrawing,
} from './tickets/index.ts';
import type { Words } from './words.ts';

/** Joins queue tickets to printer, visit and audit log. */
export function composeTickets(deps: {
  readonly config: KioskConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly words: Words;
  readonly clockOffsetMs: () => number | null;
  readonly onTickets: (news: TicketNews) => void;
}): Tickets {
  const { config, clock, audit, sessions } = deps;
  const { services } = config.tickets;

  async function printSlip(ticket: Ticket, paper: 'slip' | 'a4'): Promise<void> {
    const visit = deps.printers.visit();
    const language = languageOf(sessions.state());
    const content = makeTicketSlip({
      say: deps.words.in(language, ['tickets']),
      language,
      ticket,
      serviceName: services.find(({ id }) => id === ticket.service)?.[language] ?? '',
      office: config.office,
    });
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const pdf = await deps.workshop.draw(ticketDrawing, { content, paper });
      await deps.printers.print({ name: `ticket-${ticket.number}`, paper, pdf, visit });
      outcome = 'done';
    } finally {
      audit.append({ id: 'ticket-printed', role: sessions.role(), details: { paper, outcome } });
    }
  }

  return createTickets({
    store: deps.store,
    clock,
    now: () => clock.now() + (deps.clockOffsetMs() ?? 0),
    officeDay,
    services: services.map(({ id }) => id),
    sessionId() {
      const session = sessions.state();
      return session.kind === 'open' ? session.sessionId : undefined;
    },
    printSlip,
    onAct: (act) => audit.append({ ...act, role: sessions.role() }),
    onNews: deps.onTickets,
  });
}
