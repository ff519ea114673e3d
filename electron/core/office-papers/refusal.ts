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

/** Mẫu số 03, phiếu từ chối tiếp nhận giải quyết hồ sơ (FACTS 6). */
export interface RefusalFacts extends PaperFacts {
  readonly number: string | null;
  readonly dossier: DossierFacts;
  readonly reason: string;
  readonly officer: string;
}

/** `say` as in `paperHead`; the person signs too, so that the office can show that the reason was given. */
export function refusal(facts: RefusalFacts, say: Say): OfficePaper {
  return {
    sheet: 'portrait',
    head: paperHead(facts, say('officepapers.refusal.form'), say),
    number: paperNumber(facts.number, say),
    title: say('officepapers.refusal.title'),
    subtitle: null,
    blocks: [
      {
        kind: 'lines',
        lines: [
          [{ label: say('receipt.department.label'), value: facts.office.name }],
          ...dossierLines(facts.dossier, say('receipt.filer'), say),
        ],
      },
      {
        kind: 'text',
        text: say('officepapers.refusal.because', { office: facts.office.name }),
        style: 'regular',
      },
      { kind: 'text', text: facts.reason, style: 'bold' },
      { kind: 'text', text: say('officepapers.refusal.end'), style: 'regular' },
    ],
    signatures: [
      signature(say('receipt.sign.filer'), facts.dossier.filer.fullName, say),
      signature(say('receipt.sign.officer'), facts.officer, say),
    ],
    foot: paperFoot(facts, facts.dossier.code, say),
  };
}
