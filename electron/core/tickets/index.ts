export { ticketDrawing } from './ticket-drawing.ts';
export { makeTicketSlip } from './ticket-slip.ts';
export { createTickets, type TicketNews, type Tickets } from './tickets.ts';
