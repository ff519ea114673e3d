import { isUnknown, type Procedure } from './model.ts';
import { type Answers, myPapers } from './papers.ts';

/** What is to be done with an entry of the papers list when a dossier is handed in at the kiosk. */
export type DossierPaperKind =
  /** The form that is filled here. */
  | 'form'
  /** A paper for the scanner. */
  | 'scan'
  /** Only shown to the officer; nobody may ask for a copy (FACTS 4). */
  | 'shown'
  /** The agency looks it up itself. */
  | 'known';

export interface DossierPaper {
  readonly componentId: string;
  readonly name: string;
  /** The case in which it is needed, in official words; null when always, or when the name itself says it. */
  readonly when: string | null;
  /** `depends`: the person says whether it is their case. */
  readonly state: 'bring' | 'depends';
  readonly kind: DossierPaperKind;
  /** The card itself: it lies differently on the glass than a sheet, also than a copy of a card. */
  readonly isIdCard: boolean;
  /** A card may be seen on it: its picture is sensitive data and needs consent (NĐ 356/2025/NĐ-CP Đ4). */
  readonly showsIdentity: boolean;
  readonly originals: number;
  readonly copies: number;
}

const identityName = /căn cước|chứng minh nhân dân|chứng minh thư|hộ chiếu/i;
const cardName =
  /^(?:thẻ căn cước|căn cước công dân|(?:giấy )?chứng minh nhân dân|hộ chiếu ?\/ ?thẻ căn cước)/i;

/** What the name of a paper says about persons on it: also of one that the catalogue does not have. */
export function identityOn(name: string): Pick<DossierPaper, 'isIdCard' | 'showsIdentity'> {
  return { isIdCard: cardName.test(name), showsIdentity: identityName.test(name) };
}

/** The papers of one person's dossier, as the portal's online way asks for them where the procedure has it. */
export function dossierPapers(procedure: Procedure, answers: Answers): readonly DossierPaper[] {
  const { submission, form } = procedure;
  const isOnline = !isUnknown(submission) && submission.includes('online');
  const list = myPapers(procedure, answers, isOnline ? 'online' : 'counter');
  return list.papers.map(({ component, state }) => {
    const { kind: official, mustSubmit, formCode } = component;
    const isForm = official === 'online-form' || (formCode !== null && formCode === form?.code);
    return {
      componentId: component.id,
      name: component.name,
      when: component.when === 'as-named' ? null : component.when,
      state: isForm ? 'bring' : state,
      kind: isForm ? 'form' : official === 'database-info' ? 'known' : mustSubmit ? 'scan' : 'shown',
      ...identityOn(component.name),
      originals: component.originals,
      copies: component.copies,
    };
  });
}
