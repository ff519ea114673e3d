import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type { Language } from '../../../shared/contract/index.ts';
import { type FormContext, officeFacts } from '../../../shared/form/index.ts';
import type { Answers } from '../../../shared/procedure/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { ProcedureCalls } from '../catalogue/index.ts';
import type { Paper, Printers } from '../devices/index.ts';
import type { Forms, PaperForms } from '../forms/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { type ListContent, makeListContent } from './list-content.ts';
import { listDrawing } from './list-drawing.ts';
import { makeListText } from './list-text.ts';

type ListWanted = { readonly code: string; readonly answers: Answers };

/** What a person carries away without handing anything in. */
export interface TakeHome {
  /** Resolves when the printer has confirmed. Raises PROCEDURE_UNKNOWN and the PRINTER_… faults. */
  print(
    wanted: ListWanted & { readonly what: 'list' | 'blank-form'; readonly paper: Paper },
  ): Promise<{ readonly state: 'printed'; readonly copies: number }>;
  qr(wanted: ListWanted): { readonly text: string };
}

export function createTakeHome(deps: {
  readonly procedures: ProcedureCalls;
  readonly forms: () => Forms;
  readonly papers: PaperForms;
  readonly workshop: PdfWorkshop;
  readonly printers: Printers;
  readonly office: KioskConfig['office'];
  readonly clock: Clock;
  readonly language: () => Language;
  readonly say: (language: Language) => Say;
  readonly formPlaces: () => FormContext['places'];
  /** Today at the office, YYYY-MM-DD. */
  readonly today: () => string;
  readonly onPrinted: (print: {
    readonly procedureCode: string;
    readonly what: string;
    readonly paper: Paper;
    readonly outcome: 'done' | 'failed';
  }) => void;
}): TakeHome {
  const { procedures } = deps;

  function contentOf(wanted: ListWanted): { readonly content: ListContent; readonly say: Say } {
    const language = deps.language();
    const say = deps.say(language);
    const content = makeListContent({
      say,
      language,
      office: deps.office,
      page: procedures.get({ code: wanted.code }),
      mine: procedures.mine({ ...wanted, channel: 'counter' }),
      nowMs: deps.clock.now(),
    });
    return { content, say };
  }

  async function draw(wanted: Parameters<TakeHome['print']>[0]): Promise<Uint8Array> {
    if (wanted.what === 'list') {
      return deps.workshop.draw(listDrawing, { content: contentOf(wanted).content, paper: wanted.paper });
    }
    const places = deps.formPlaces();
    return deps.papers.renderBlank({
      form: deps.forms().get({ procedureCode: wanted.code }),
      context: {
        today: deps.today(),
        places,
        office: officeFacts(places, deps.office.communeCode),
        procedure: { code: wanted.code, name: procedures.get({ code: wanted.code }).name },
      },
    });
  }

  return {
    async print(wanted) {
      const told = { procedureCode: wanted.code, what: wanted.what, paper: wanted.paper };
      const visit = deps.printers.visit();
      const pdf = await draw(wanted);
      try {
        await deps.printers.print({ name: `${wanted.what}-${wanted.code}`, paper: wanted.paper, pdf, visit });
      } catch (error) {
        deps.onPrinted({ ...told, outcome: 'failed' });
        throw error;
      }
      deps.onPrinted({ ...told, outcome: 'done' });
      return { state: 'printed', copies: 1 };
    },
    qr(wanted) {
      const { content, say } = contentOf(wanted);
      return { text: makeListText(content, say) };
    },
  };
}
