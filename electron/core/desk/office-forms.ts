import type { KioskConfig } from '../../../shared/config/index.ts';
import type { OfficeForm } from '../../../shared/contract/desk.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import type { Say } from '../../../shared/words/index.ts';
import {
  controlSlip,
  type DossierFacts,
  type OfficePaper,
  refusal,
  supplementRequest,
} from '../office-papers/index.ts';

/** The office's form for one dossier: what the dossier says, and what only the officer knows. `say` in Vietnamese. */
export function officePaperOf(given: {
  readonly form: OfficeForm;
  readonly content: DossierContent;
  readonly code: string;
  readonly isTemporary: boolean;
  readonly office: KioskConfig['office'];
  readonly officer: string;
  readonly nowMs: number;
  readonly say: Say;
}): OfficePaper {
  const { form, content, office, officer, say } = given;
  const { fullName, address, phone, email } = content.persons.filer;
  const dossier: DossierFacts = {
    code: given.code,
    isTemporary: given.isTemporary,
    procedure: { name: content.procedureName, code: content.procedureCode },
    filer: { fullName, address, phone, email },
  };
  const about = { office, issuedAtMs: given.nowMs };
  switch (form.form) {
    case 'supplement-request': {
      const { number, papers, reason } = form;
      const contact = { officer, phone: form.phone === '' ? '………………' : form.phone };
      return supplementRequest({ ...about, number, dossier, papers, reason, contact }, say);
    }
    case 'refusal':
      return refusal({ ...about, number: form.number, dossier, reason: form.reason, officer }, say);
    case 'control-slip':
      return controlSlip(
        { ...about, dossier, agency: office.name, handOvers: form.handOvers, emptyRows: form.emptyRows },
        say,
      );
  }
}
