import { type FindingCode, findingCodes, type PaperWorkshop } from '../../../electron/core/papers/index.ts';
import type { LabelledPage } from './page-set.ts';

type Label = FindingCode | 'good';

/** What a check said of labelled pages. */
export interface Confusion {
  readonly pages: number;
  /** Share of bad pages that were not called good. */
  readonly badFound: number;
  /** Share of bad pages that were found for the right reason. */
  readonly badNamed: number;
  /** Share of good pages that were stopped. */
  readonly goodStopped: number;
  /** Rows are what a page is, columns what was found of it; a page with two findings counts in two columns. */
  readonly table: ReadonlyMap<Label, ReadonlyMap<Label, number>>;
  /** Each page that was judged wrongly, by its id and what was said. */
  readonly misses: readonly string[];
}

/** Checks every page of the set through the public door. */
export async function judgeSet(
  workshop: PaperWorkshop,
  pages: AsyncIterable<LabelledPage>,
): Promise<Confusion> {
  const table = new Map<Label, Map<Label, number>>();
  const misses: string[] = [];
  const counts = { pages: 0, bad: 0, badFound: 0, badNamed: 0, good: 0, goodStopped: 0 };
  const working: Promise<void>[] = [];
  for await (const { id, label, kind, dpi, bytes } of pages) {
    const judge = async (): Promise<void> => {
      const { check } = await workshop.look({ bytes, dpi, announced: null, expected: { kind, size: 'a4' } });
      const codes = check.findings.map(({ code }) => code);
      const row = table.get(label) ?? new Map<Label, number>();
      table.set(label, row);
      for (const found of codes.length === 0 ? (['good'] as const) : codes)
        row.set(found, (row.get(found) ?? 0) + 1);
      counts.pages += 1;
      if (label === 'good') {
        counts.good += 1;
        if (codes.length > 0) counts.goodStopped += 1;
      } else {
        counts.bad += 1;
        if (codes.length > 0) counts.badFound += 1;
        if (codes.includes(label)) counts.badNamed += 1;
      }
      if (label === 'good' ? codes.length > 0 : !codes.includes(label))
        misses.push(`${id}: ${codes.join(', ') || 'good'} ${JSON.stringify(check.measures)}`);
    };
    working.push(judge());
    // The next page is drawn while this one is judged, and no more than that.
    if (working.length >= 2) await working.shift();
  }
  await Promise.all(working);
  return {
    pages: counts.pages,
    badFound: counts.badFound / Math.max(1, counts.bad),
    badNamed: counts.badNamed / Math.max(1, counts.bad),
    goodStopped: counts.goodStopped / Math.max(1, counts.good),
    table,
    misses,
  };
}

/** The table for a person to read; a dot is none. */
export function showConfusion({ table }: Confusion): string {
  const every: readonly Label[] = ['good', ...findingCodes];
  const labels = every.filter(
    (label) => table.has(label) || [...table.values()].some((row) => row.has(label)),
  );
  const name = (label: Label): string => label.padEnd(15);
  const short = (label: Label): string => label.slice(0, 8).padStart(9);
  const lines = labels
    .filter((label) => table.has(label))
    .map((label) => {
      const row = table.get(label);
      return name(label) + labels.map((found) => String(row?.get(found) ?? '·').padStart(9)).join('');
    });
  return [`${' '.repeat(15)}${labels.map(short).join('')}`, ...lines].join('\n');
}
