import { KioskFault } from '../../../shared/faults/index.ts';
import { evaluateForm, type Form, type FormContext } from '../../../shared/form/index.ts';
import type { DraftDeps } from './draft-contract.ts';
import type { createDraftStore, DraftRecord } from './draft-store.ts';

/** Draws the open form as the paper it is and prints it; raises DRAFT_INCOMPLETE and the printer's faults. */
export async function printDraft(
  deps: Pick<DraftDeps, 'store' | 'role' | 'papers' | 'printers'> & {
    readonly rows: ReturnType<typeof createDraftStore>;
    readonly get: (draftId: string) => DraftRecord;
    readonly formOf: (draft: DraftRecord) => Form;
    readonly contextOf: (draft: DraftRecord) => FormContext;
  },
  draftId: string,
): Promise<{ readonly printer: string; readonly confirmedAt: number }> {
  const draft = deps.get(draftId);
  const form = deps.formOf(draft);
  const context = deps.contextOf(draft);
  const answers = deps.rows.answers(draftId);
  const open = evaluateForm(form, answers, context).allFaults.length;
  if (open > 0) throw new KioskFault('DRAFT_INCOMPLETE', { details: { faults: open } });
  const visit = deps.printers.visit();
  const pdf = await deps.papers.render({ form, answers, context });
  const { procedureCode } = draft;
  const audited = (details: { readonly outcome: string; readonly printer: string }): void =>
    void deps.store.audit.append({
      id: 'form-printed',
      role: deps.role(),
      dossierId: draftId,
      details: { procedureCode, ...details },
    });
  try {
    const printed = await deps.printers.print({ name: `to-khai-${procedureCode}`, paper: 'a4', pdf, visit });
    audited({ outcome: 'confirmed', printer: printed.printer });
    return printed;
  } catch (error) {
    audited({ outcome: 'failed', printer: '' });
    throw error;
  }
}
