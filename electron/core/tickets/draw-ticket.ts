import { drawLoosePaper, type Layer, officeHead, type Part } from '../pdf/drawing.ts';
import type { Faces } from '../pdf/index.ts';
import type { TicketContent } from './ticket-drawing.ts';

/** Letter sizes in points. The number is read at arm's length by whoever forgot their glasses. */
const sizesOf = {
  a4: { small: 13, text: 17, title: 24, number: 150, gap: 14 },
  slip: { small: 9, text: 11.5, title: 14, number: 78, gap: 6 },
} as const;

/** Draws the slip of a queue ticket. */
export function drawTicket(content: TicketContent, paper: 'a4' | 'slip', faces: Faces): Promise<Uint8Array> {
  return drawLoosePaper({
    paper,
    faces,
    language: content.language,
    title: content.heading,
    makeParts: (lay) => makeParts(content, sizesOf[paper], lay),
  });
}

function makeParts(
  content: TicketContent,
  sizes: (typeof sizesOf)[keyof typeof sizesOf],
  lay: Layer,
): readonly Part[] {
  return [
    ...officeHead(lay, content.office, sizes),
    lay.text(content.heading, { size: sizes.title, style: 'bold', withNext: true }),
    lay.text(content.service, { size: sizes.text, style: 'regular', withNext: true }),
    lay.text(content.number, { size: sizes.number, style: 'bold' }),
    lay.space(sizes.gap),
    ...content.wait.map((line) => lay.text(line, { size: sizes.text, style: 'bold' })),
    lay.rule(sizes.gap),
    ...content.notes.map((note) => lay.text(note, { size: sizes.small, style: 'regular' })),
  ];
}
