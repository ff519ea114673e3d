import type { KioskConfig } from '../../../shared/config/index.ts';
import type { ReadinessRow, SelfTest } from '../../../shared/contract/index.ts';
import {
  clockTime,
  dayOf,
  type FindFaultWords,
  findingWords,
  readinessWords,
  type Say,
} from '../../../shared/words/index.ts';
import { type OfficePaper, paperFoot, paperHead } from '../office-papers/index.ts';

/** So many tests are worth paper. */
const testsOnPaper = 6;

/** The start-of-day report in its words: what does not work stands first, and what people should be told of it. */
export function readinessReport(facts: {
  readonly rows: readonly ReadinessRow[];
  readonly tests: readonly SelfTest[];
  readonly atMs: number;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  readonly officerName: string;
  readonly say: Say;
  readonly faultWords: FindFaultWords;
}): OfficePaper {
  const { say, atMs } = facts;
  const order = ['broken', 'limited', 'works'] as const;
  const rows = order.flatMap((level) => facts.rows.filter((row) => row.level === level));
  const words = rows.map((row) => readinessWords(row, say, facts.faultWords));
  const count = (level: string): number => rows.filter((row) => row.level === level).length;
  const isGood = count('broken') === 0 && count('limited') === 0;
  const told = [...new Set(words.flatMap(({ tell }) => tell ?? []))];
  const paper = { office: facts.office, issuedAtMs: atMs };
  const time = clockTime(atMs);
  const date = dayOf('vi', atMs);
  return {
    sheet: 'portrait',
    head: paperHead(paper, '', say),
    number: null,
    title: say('health.report.title'),
    subtitle: say('health.report.at', { time, date, kiosk: facts.kioskId }),
    blocks: [
      {
        kind: 'text',
        style: 'bold',
        text: isGood
          ? say('health.report.good')
          : say('health.report.bad', { broken: count('broken'), limited: count('limited') }),
      },
      {
        kind: 'table',
        table: {
          head: ['part', 'level', 'text', 'steps'].map((id) => say(`health.report.head.${id}`)),
          widths: [0.19, 0.16, 0.29, 0.36],
          centred: [],
          size: 10,
          rows: words.map(({ part, level, text, steps }) => [
            part,
            level,
            text,
            steps.map((step) => (steps.length > 1 ? `- ${step}` : step)).join('\n'),
          ]),
        },
      },
      { kind: 'text', style: 'bold', text: say('health.report.tell') },
      ...(told.length === 0 ? [say('health.report.tell.nothing')] : told.map((text) => `- ${text}`)).map(
        (text) => ({ kind: 'text', style: 'regular', text }) as const,
      ),
      ...(facts.tests.length === 0
        ? []
        : ([
            { kind: 'text', style: 'bold', text: say('health.report.tests') },
            {
              kind: 'table',
              table: {
                head: ['test', 'finding', 'verdict'].map((id) => say(`health.report.tests.head.${id}`)),
                widths: [0.2, 0.42, 0.38],
                centred: [],
                size: 10,
                rows: facts.tests.slice(0, testsOnPaper).map((test) => testCells(test, say)),
              },
            },
          ] as const)),
    ],
    signatures: [
      { title: say('health.report.signature'), hint: say('receipt.sign.hint'), below: facts.officerName },
    ],
    foot: paperFoot(paper, say('health.report.foot'), say),
  };
}

function testCells(test: SelfTest, say: Say): readonly string[] {
  const nobody = say('health.nobody');
  const at = (ms: number): string => `${clockTime(ms)}, ${dayOf('vi', ms)}`;
  const verdict =
    test.verdict === null || test.judgedAtMs === null
      ? say('health.test.verdict.none', { name: test.startedBy ?? nobody, time: at(test.startedAtMs) })
      : say(`health.test.verdict.${test.verdict}`, {
          name: test.judgedBy ?? nobody,
          time: at(test.judgedAtMs),
        });
  return [say(`health.test.kind.${test.finding.kind}`), findingWords(test.finding, say), verdict];
}
