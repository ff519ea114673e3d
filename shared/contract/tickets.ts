import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { call, everyone } from './call.ts';

const number = z.int().positive();
const serviceId = z.string().regex(/^[a-z0-9-]{1,20}$/);

/** A number for the queue at the counter. It is nobody's: whoever holds the slip is called. */
export const ticketSchema = z.object({
  number,
  service: serviceId,
  state: z.enum(['waiting', 'called', 'served', 'absent']),
  takenAt: z.number(),
  /** How many wait for the same service with a smaller number. */
  waitingBefore: z.int().nonnegative(),
  /** Measured of those who were served today; null while too few were. */
  estimateMinutes: z.int().positive().nullable(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** The queue as the officer at the counter sees it. */
export const ticketDeskSchema = z.object({
  waiting: z.array(z.object({ service: serviceId, count: z.int().nonnegative(), first: number.nullable() })),
  called: z.object({ number, service: serviceId, calledAt: z.number() }).nullable(),
  /** Numbers whose holders did not come, the newest first. */
  missed: z.array(number),
});
export type TicketDesk = z.infer<typeof ticketDeskSchema>;

/** "Lấy số": taking a number, and calling the next one. */
export const ticketsContract = {
  /** Asked twice in one visit for the same service, it is the same number. */
  take: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'TICKET_NOT_OFFERED'],
    audit: 'ticket-taken',
  })
    .input(z.object({ service: serviceId }))
    .output(ticketSchema),
  /** The numbers that this visit took, the newest first. */
  mine: call({ roles: everyone }).output(z.array(ticketSchema)),
  /** Resolves when the printer has confirmed. */
  print: call({
    roles: everyone,
    faults: [
      'TICKET_NONE',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
    ],
    timeoutMs: 180_000,
    audit: 'ticket-printed',
  })
    .input(z.object({ number, paper: z.enum(['slip', 'a4']) }))
    .output(z.object({ state: z.literal('printed') })),
  desk: call({ roles: ['staff'] }).output(ticketDeskSchema),
  /**
   * Calls the smallest waiting number, of one service or of all; who was at the counter was served. `after` is the number
   * that the officer saw as called: a second tap, which saw the same, calls nobody else.
   */
  next: call({ roles: ['staff'], audit: 'ticket-called' })
    .input(z.object({ service: serviceId.nullable(), after: number.nullable() }))
    .output(ticketDeskSchema),
  /** The same number once more, aloud. */
  again: call({ roles: ['staff'], audit: 'ticket-called' })
    .input(z.object({ number }))
    .output(ticketDeskSchema),
  close: call({ roles: ['staff'], audit: 'ticket-closed' })
    .input(z.object({ number, outcome: z.enum(['served', 'absent']) }))
    .output(ticketDeskSchema),
  /** Somebody who did not come is there after all. */
  callMissed: call({ roles: ['staff'], faults: ['TICKET_NONE'], audit: 'ticket-called' })
    .input(z.object({ number, after: number.nullable() }))
    .output(ticketDeskSchema),
};
