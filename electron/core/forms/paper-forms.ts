import { type Answers, evaluateForm, type Form, type FormContext } from '../../../shared/form/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { makePaperContent, type PaperContent } from './paper/content.ts';
import { paperDrawing } from './paper/paper-drawing.ts';

export interface PaperForms {
  /**
   * The filled official form as an A4 PDF. Judges the answers itself, so that nothing stands on paper that the
   * rules call irrelevant. Raises PAPER_FORM_FONT_MISSING and PAPER_NOT_DRAWN.
   */
  render(input: {
    readonly form: Form;
    readonly answers: Answers;
    readonly context: FormContext;
    /** Printed small at the foot of every page, for example the dossier's code. */
    readonly reference?: string | undefined;
  }): Promise<Uint8Array>;
  /** The empty form with dotted lines, for taking home. */
  renderBlank(input: { readonly form: Form; readonly context: FormContext }): Promise<Uint8Array>;
}

/** Puts the words of a paper together here; the drawing happens in the workshop's thread. */
export function createPaperForms(deps: { readonly workshop: PdfWorkshop }): PaperForms {
  const draw = (content: PaperContent): Promise<Uint8Array> => deps.workshop.draw(paperDrawing, content);

  return {
    render: ({ form, answers, context, reference }) =>
      draw(makePaperContent({ form, evaluation: evaluateForm(form, answers, context), context, reference })),
    renderBlank({ form, context }) {
      const empty = { ...context, office: { ...context.office, place: '' } };
      return draw(makePaperContent({ form, evaluation: null, context: empty }));
    },
  };
}
