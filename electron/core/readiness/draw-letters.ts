import { drawLoosePaper, type Layer, type Part } from '../pdf/drawing.ts';
import type { Faces } from '../pdf/index.ts';
import type { LettersContent } from './letters-drawing.ts';

const sizes = {
  a4: { title: 20, text: 12, letters: 20 },
  slip: { title: 13.5, text: 9, letters: 12.5 },
} as const;

/** Draws the letters on the sheet or on the roll, regular and bold: a receipt prints both. */
export function drawLetters(content: LettersContent, faces: Faces): Promise<Uint8Array> {
  return drawLoosePaper({
    paper: content.paper,
    faces,
    language: 'vi',
    title: content.title,
    makeParts: (lay) => partsOf(content, lay).map((part) => ({ ...part, withNext: false })),
  });
}

function partsOf(content: LettersContent, lay: Layer): readonly Part[] {
  const { title, text, letters } = sizes[content.paper];
  return [
    lay.text(content.title, { size: title, style: 'bold' }),
    lay.text(content.lead, { size: text, style: 'regular' }),
    lay.rule(4),
    ...content.rows.map((row) =>
      lay.text(row.join(content.paper === 'a4' ? '   ' : '  '), { size: letters, style: 'regular' }),
    ),
    lay.rule(4),
    lay.text(content.sentence, { size: letters, style: 'bold' }),
    lay.text(content.sentence, { size: text, style: 'italic' }),
    lay.rule(4),
    lay.text(content.foot, { size: text, style: 'regular' }),
  ];
}
