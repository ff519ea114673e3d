import { defineDrawing } from '../pdf/index.ts';

/** Everything on the slip of a queue ticket. Nothing in it tells whose it is. */
export interface TicketContent {
  readonly language: 'vi' | 'en';
  readonly office: readonly string[];
  readonly heading: string;
  readonly service: string;
  readonly number: string;
  readonly wait: readonly string[];
  readonly notes: readonly string[];
}

/** The slip of a queue ticket, on A4 or on the roll. */
export const ticketDrawing = defineDrawing<{
  readonly content: TicketContent;
  readonly paper: 'a4' | 'slip';
}>('slip of a queue ticket');
