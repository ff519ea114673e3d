/** The thread that draws every paper of this kiosk: each kind is joined here to what draws it. */
import { drawPaper } from './forms/paper/draw.ts';
import { paperDrawing } from './forms/paper/paper-drawing.ts';
import { drawOfficePaper, drawPostalLabel } from './office-papers/draw-office-paper.ts';
import { drawRegister } from './office-papers/draw-register.ts';
import { officePaperDrawing, postalLabelDrawing, registerDrawing } from './office-papers/index.ts';
import { drawnBy, serveDrawings } from './pdf/drawing.ts';
import { drawLetters } from './readiness/draw-letters.ts';
import { lettersDrawing } from './readiness/letters-drawing.ts';
import { drawForm } from './receipt/draw-form.ts';
import { drawSlip } from './receipt/draw-slip.ts';
import { receiptDrawing } from './receipt/receipt-drawing.ts';
import { keepDrawing } from './take-home/keep-drawing.ts';
import { drawKeepSlip } from './take-home/keep-paper.ts';
import { listDrawing } from './take-home/list-drawing.ts';
import { drawList } from './take-home/list-paper.ts';
import { drawTicket } from './tickets/draw-ticket.ts';
import { ticketDrawing } from './tickets/ticket-drawing.ts';

serveDrawings([
  drawnBy(paperDrawing, drawPaper),
  drawnBy(keepDrawing, ({ content, paper }, faces) => drawKeepSlip(content, paper, faces)),
  drawnBy(receiptDrawing, (receipt, faces) =>
    receipt.paper === 'a4' ? drawForm(receipt.content, faces) : drawSlip(receipt.content, faces),
  ),
  drawnBy(officePaperDrawing, drawOfficePaper),
  drawnBy(postalLabelDrawing, drawPostalLabel),
  drawnBy(registerDrawing, drawRegister),
  drawnBy(ticketDrawing, ({ content, paper }, faces) => drawTicket(content, paper, faces)),
  drawnBy(lettersDrawing, drawLetters),
  drawnBy(listDrawing, ({ content, paper }, faces) => drawList(content, paper, faces)),
]);
