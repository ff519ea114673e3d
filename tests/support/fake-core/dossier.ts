import { readFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../shared/clock.ts';
import { placesFileSchema } from '../../../shared/places/places.ts';
import { context, today } from '../forms-at-hand.ts';
import { shippedProcedures } from '../shipped-procedures.ts';
import { type Fake, os, refuse } from './fake.ts';

const placesPath = path.resolve(import.meta.dirname, '../../../resources/places/admin-units.json');
const readPlaces = () => placesFileSchema.parse(JSON.parse(readFileSync(placesPath, 'utf8')));

const formDraft = {
  draftId: '0192f0c1-2345-7abc-8def-0123456789ac',
  procedureCode: '1.001193',
  procedureName: 'Thủ tục đăng ký khai sinh',
  revisionKind: null,
};

/** From the procedure to the receipt. */
export function dossierCalls({ state, calls }: Fake) {
  const procedures = shippedProcedures(systemClock);
  return {
    procedures: {
      search: os.procedures.search.handler(({ input }) => procedures.search(input)),
      browse: os.procedures.browse.handler(({ input }) => procedures.browse(input)),
      get: os.procedures.get.handler(({ input }) => procedures.get(input)),
      mine: os.procedures.mine.handler(({ input }) => procedures.mine(input)),
    },
    takeHome: {
      print: os.takeHome.print.handler(({ input }) => {
        calls.push(`takeHome.print ${input.what} ${input.paper}`);
        return { state: 'printed' as const, copies: 1 };
      }),
      qr: os.takeHome.qr.handler(({ input }) => ({ text: `https://dichvucong.gov.vn/${input.code}` })),
    },
    drafts: {
      offer: os.drafts.offer.handler(() => ({ form: 'generic' })),
      open: os.drafts.open.handler(({ errors }) => refuse(errors.PROCEDURE_UNKNOWN)),
      current: os.drafts.current.handler(() => {
        const open = state.papers ?? state.submission ?? (state.form === null ? null : formDraft);
        if (open === null) return null;
        const { draftId, procedureCode, procedureName, revisionKind } = open;
        const { form, answers = {} } = state.form ?? {};
        return {
          draftId,
          procedureCode,
          procedureName,
          stepId: form?.steps[0]?.id ?? 'filing',
          revision: 0,
          answers,
          revisionKind,
          needsIdentityCheck: true,
        };
      }),
      form: os.drafts.form.handler(({ errors }) => ({
        form: state.form?.form ?? refuse(errors.DRAFT_NONE),
        today,
        office: context.office,
        communeCode: '23722',
      })),
      places: os.drafts.places.handler(() => readPlaces()),
      answer: os.drafts.answer.handler(({ input }) => ({
        revision: input.revision + 1,
        changed: {
          [input.fieldPath]: input.value === null ? null : { value: input.value, source: 'typed' as const },
        },
      })),
      goTo: os.drafts.goTo.handler(({ input }) => ({ stepId: input.stepId })),
      prefill: os.drafts.prefill.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
      review: os.drafts.review.handler(({ errors }) => state.form?.review ?? refuse(errors.DRAFT_NONE)),
      agree: os.drafts.agree.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
      discard: os.drafts.discard.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
      print: os.drafts.print.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
    },
    papers: {
      state: os.papers.state.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      answer: os.papers.answer.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      decide: os.papers.decide.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      scan: os.papers.scan.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      stop: os.papers.stop.handler(() => ({ stopped: true as const })),
      picture: os.papers.picture.handler(() => new Blob([state.pagePicture], { type: 'image/jpeg' })),
      edit: os.papers.edit.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      keep: os.papers.keep.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      remove: os.papers.remove.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
      move: os.papers.move.handler(({ errors }) => state.papers ?? refuse(errors.DRAFT_NONE)),
    },
    submission: {
      state: os.submission.state.handler(({ errors }) => state.submission ?? refuse(errors.DRAFT_NONE)),
      setDelivery: os.submission.setDelivery.handler(
        ({ errors }) => state.submission ?? refuse(errors.DRAFT_NONE),
      ),
      setFee: os.submission.setFee.handler(({ errors }) => state.submission ?? refuse(errors.DRAFT_NONE)),
      agree: os.submission.agree.handler(({ errors }) => state.submission ?? refuse(errors.DRAFT_NONE)),
      prepare: os.submission.prepare.handler(() => ({ files: 2, pages: 3, sizeBytes: 900_000 })),
      submit: os.submission.submit.handler(({ errors }) => refuse(errors.DOSSIER_INCOMPLETE)),
    },
    receipts: {
      view: os.receipts.view.handler(({ errors }) => state.receipt ?? refuse(errors.RECEIPT_NONE)),
      print: os.receipts.print.handler(({ errors }) => refuse(errors.RECEIPT_NONE)),
    },
    suspend: {
      offer: os.suspend.offer.handler(() => state.keepOffer),
      keep: os.suspend.keep.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
      kept: os.suspend.kept.handler(() => state.kept),
      print: os.suspend.print.handler(({ errors }) => refuse(errors.DRAFT_NONE)),
      resume: os.suspend.resume.handler(({ errors }) => refuse(errors.RESUME_WRONG)),
    },
  };
}
