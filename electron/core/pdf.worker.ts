/** The thread that draws every paper of this kiosk: each kind is joined here to what draws it. */
import { drawPaper } from './forms/paper/draw.ts';
import { paperDrawing } from './forms/paper/paper-drawing.ts';
import { drawnBy, serveDrawings } from './pdf/drawing.ts';
import { listDrawing } from './take-home/list-drawing.ts';
import { drawList } from './take-home/list-paper.ts';

serveDrawings([
  drawnBy(paperDrawing, drawPaper),
  drawnBy(listDrawing, ({ content, paper }, faces) => drawList(content, paper, faces)),
]);
