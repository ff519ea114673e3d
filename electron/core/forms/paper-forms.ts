import { type Answers, evaluateForm, type Form, type FormContext } from '../../../shared/form/index.ts';
import type { FaceShelf } from '../pdf/index.ts';
import { makePaperContent, type PaperContent } from './paper/content.ts';

export interface PaperForms {
  /**
   * The filled official form as an A4 PDF. Judges the answers itself, so that nothing stands on paper that the
   * rules call irrelevant. Raises PAPER_FORM_FONT_MISSING.
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

/** Draws with the typefaces that all papers share; the drawing itself is loaded at the first paper. */
export function createPaperForms(deps: { readonly faces: FaceShelf }): PaperForms {
  async function draw(content: PaperContent): Promise<Uint8Array> {
    const [{ drawPaper }, faces] = await Promise.all([import('./paper/draw.ts'), deps.faces()]);
    return drawPaper(content, faces);
  }

  return {
    render: ({ form, answers, context, reference }) =>
      draw(makePaperContent({ form, evaluation: evaluateForm(form, answers, context), context, reference })),
    renderBlank({ form, context }) {
      const empty = { ...context, office: { ...context.office, place: '' } };
      return draw(makePaperContent({ form, evaluation: null, context: empty }));
    },
  };
}
