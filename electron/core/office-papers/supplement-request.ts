import type { Say } from '../../../shared/words/index.ts';
import {
  type DossierFacts,
  dossierLines,
  type PaperFacts,
  paperFoot,
  paperHead,
  paperNumber,
  signature,
} from './facts.ts';
import type { OfficePaper } from './office-paper.ts';

/** A paper to complete and how many of each kind the office wants. */
export interface WantedPaper {
  readonly title: string;
  readonly originals: number;
  readonly certified: number;
  readonly photocopies: number;
}

/** Mẫu số 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (FACTS 6). */
export interface SupplementRequestFacts extends PaperFacts {
  readonly number: string | null;
  readonly dossier: DossierFacts;
  readonly papers: readonly WantedPaper[];
  readonly reason: string;
  readonly contact: { readonly officer: string; readonly phone: string };
}

/** `say` speaks `officepapers` and `receipt` in Vietnamese; the officer who guides signs alone. */
export function supplementRequest(facts: SupplementRequestFacts, say: Say): OfficePaper {
  const { contact } = facts;
  const count = (value: number): string => (value === 0 ? '' : String(value));
  return {
    sheet: 'portrait',
    head: paperHead(facts, say('officepapers.supplement.form'), say),
    number: paperNumber(facts.number, say),
    title: say('officepapers.supplement.title'),
    subtitle: null,
    blocks: [
      { kind: 'lines', lines: dossierLines(facts.dossier, say('officepapers.supplement.filer'), say) },
      { kind: 'text', text: say('officepapers.supplement.papers'), style: 'regular' },
      {
        kind: 'table',
        table: {
          head: ['number', 'name', 'original', 'certified', 'photo'].map((id) => say(`receipt.papers.${id}`)),
          widths: [0.07, 0.51, 0.14, 0.15, 0.13],
          centred: [0, 2, 3, 4],
          rows: facts.papers.map((paper, index) => [
            String(index + 1),
            paper.title,
            count(paper.originals),
            count(paper.certified),
            count(paper.photocopies),
          ]),
        },
      },
      {
        kind: 'lines',
        lines: [[{ label: say('officepapers.reason'), value: facts.reason, strong: true }]],
      },
      { kind: 'text', text: say('officepapers.supplement.contact', contact), style: 'regular' },
    ],
    signatures: [signature(say('officepapers.sign.guide'), contact.officer, say)],
    foot: paperFoot(facts, facts.dossier.code, say),
  };
}
