import { momentParts, type Say } from '../../../shared/words/index.ts';
import { type DossierFacts, type PaperFacts, paperFoot, paperHead } from './facts.ts';
import type { OfficePaper } from './office-paper.ts';

/** One hand-over of the dossier between two offices or desks. */
export interface HandOver {
  readonly from: { readonly unit: string; readonly person: string };
  readonly to: { readonly unit: string; readonly person: string };
  /** Null: written by hand when it happens. */
  readonly atMs: number | null;
  readonly outcome: 'early' | 'on-time' | 'late' | null;
  readonly note: string;
}

/** Mẫu số 06, phiếu kiểm soát quá trình giải quyết hồ sơ (FACTS 6). */
export interface ControlSlipFacts extends PaperFacts {
  readonly dossier: Pick<DossierFacts, 'code' | 'isTemporary' | 'procedure'>;
  readonly agency: string;
  readonly handOvers: readonly HandOver[];
  /** Rows to be filled in by hand: the slip travels with the paper dossier. */
  readonly emptyRows: number;
}

/** `say` as in `paperHead`; a hand-over that is not known yet stays open to be written by hand. */
export function controlSlip(facts: ControlSlipFacts, say: Say): OfficePaper {
  const { dossier } = facts;
  const nobody = { unit: '', person: '' };
  const empty: HandOver = { from: nobody, to: nobody, atMs: null, outcome: null, note: '' };
  const rows = [...facts.handOvers, ...Array.from({ length: facts.emptyRows }, () => empty)];
  return {
    sheet: 'portrait',
    head: paperHead(facts, say('officepapers.control.form'), say),
    number: null,
    title: say('officepapers.control.title'),
    subtitle: null,
    blocks: [
      {
        kind: 'lines',
        lines: [
          [
            {
              label: say(dossier.isTemporary ? 'receipt.code.temporary' : 'receipt.code'),
              value: dossier.code,
              strong: true,
            },
          ],
          [{ label: say('receipt.request'), value: `${dossier.procedure.name} (${dossier.procedure.code})` }],
          [{ label: say('officepapers.control.agency'), value: facts.agency }],
        ],
      },
      {
        kind: 'table',
        table: {
          head: ['unit', 'time', 'outcome', 'note'].map((id) => say(`officepapers.control.${id}`)),
          widths: [0.25, 0.45, 0.17, 0.13],
          centred: [2],
          rows: rows.map((row) => handOverCells(row, say)),
        },
      },
    ],
    signatures: [],
    foot: paperFoot(facts, dossier.code, say),
  };
}

function handOverCells({ from, to, atMs, outcome, note }: HandOver, say: Say): readonly string[] {
  const dots = { hour: '……', minute: '……', day: '……', month: '……', year: '………' };
  const named = (id: string, name: string): string => say(id, { name: name === '' ? '………………' : name });
  return [
    `${named('officepapers.control.gives', from.unit)}\n${named('officepapers.control.takes', to.unit)}`,
    [
      say('officepapers.control.moment', atMs === null ? dots : momentParts(atMs)),
      named('officepapers.control.giver', from.person),
      named('officepapers.control.taker', to.person),
    ].join('\n'),
    outcome === null ? say('officepapers.control.outcomes') : say(`officepapers.control.${outcome}`),
    note,
  ];
}
