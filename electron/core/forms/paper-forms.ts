import { type Answers, evaluateForm, type Form, type FormContext } from '../../../shared/form/index.ts';
import { makePaperContent, type PaperContent } from './paper/content.ts';
import type { Faces } from './paper/fonts.ts';

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

/** Fonts and the PDF library are loaded at the first paper: they take longer than the kiosk's whole start. */
export function createPaperForms(deps: { readonly fontsDir: string }): PaperForms {
  let faces: Promise<Faces> | null = null;

  async function draw(content: PaperContent): Promise<Uint8Array> {
    const [{ drawPaper }, { loadFaces }] = await Promise.all([
      import('./paper/draw.ts'),
      import('./paper/fonts.ts'),
    ]);
    faces ??= loadFaces(deps.fontsDir);
    const loaded = await faces.catch((error: unknown) => {
      faces = null; // a font that was put back is found the next time
      throw error;
    });
    return drawPaper(content, loaded);
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
