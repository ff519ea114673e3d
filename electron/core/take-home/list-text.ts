import type { Say } from '../../../shared/words/index.ts';
import type { ListContent, ListPaper } from './list-content.ts';

/** A QR code with more than this is too dense for the camera of an old phone at arm's length (version 20, level L). */
const mostBytes = 850;

/**
 * The list as text for a QR code. Papers are named by their headlines; what does not fit is not left out silently: the
 * text says how many papers more the official page lists.
 */
export function makeListText(content: ListContent, say: Say): string {
  const head = [content.title, content.official];
  const time = content.facts[0];
  const fee = content.facts[1];
  const tail = [
    ...(time === undefined ? [] : [`${time.label}: ${time.fact.value}`]),
    ...(fee === undefined ? [] : [`${fee.label}: ${fee.fact.value}`]),
    content.url,
  ];
  const papers = [
    ...content.bring.map((paper) => ({ heading: content.bringHeading, paper })),
    ...content.depends.map((paper) => ({ heading: content.dependsHeading, paper })),
  ];
  for (let shown = papers.length; shown >= 0; shown -= 1) {
    const lines: string[] = [...head];
    let heading = '';
    for (const [index, one] of papers.slice(0, shown).entries()) {
      if (one.heading !== heading) lines.push(`${one.heading}:`);
      heading = one.heading;
      lines.push(paperLine(index + 1, one.paper));
    }
    if (shown < papers.length) lines.push(say('takehome.more', { count: papers.length - shown }));
    const text = [...lines, ...tail].join('\n');
    if (new TextEncoder().encode(text).length <= mostBytes || shown === 0) return text;
  }
  return [...head, ...tail].join('\n');
}

function paperLine(number: number, paper: ListPaper): string {
  return `${number}. ${paper.headline} (${paper.counts})`;
}
