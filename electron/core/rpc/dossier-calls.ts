import type { Services } from '../services.ts';
import { guarded } from './guard.ts';

/** From the search for a procedure to the receipt, and what becomes of the dossier. */
export function dossierCalls(services: () => Services) {
  return {
    procedures: {
      search: guarded.procedures.search.handler(({ input }) => services().procedures.search(input)),
      browse: guarded.procedures.browse.handler(({ input }) => services().procedures.browse(input)),
      get: guarded.procedures.get.handler(({ input }) => services().procedures.get(input)),
      mine: guarded.procedures.mine.handler(({ input }) => services().procedures.mine(input)),
    },
    takeHome: {
      print: guarded.takeHome.print.handler(({ input }) => services().takeHome.print(input)),
      qr: guarded.takeHome.qr.handler(({ input }) => services().takeHome.qr(input)),
    },
    drafts: {
      offer: guarded.drafts.offer.handler(({ input }) => services().drafts.offer(input.procedureCode)),
      open: guarded.drafts.open.handler(async ({ input }) => {
        // A form that was begun goes on whatever the disk says.
        if (services().drafts.openOne() === null) await services().assertRoomForNew();
        return services().drafts.open(input.procedureCode);
      }),
      current: guarded.drafts.current.handler(() => services().drafts.current()),
      form: guarded.drafts.form.handler(({ input }) => services().drafts.form(input.draftId)),
      places: guarded.drafts.places.handler(() => services().drafts.places()),
      answer: guarded.drafts.answer.handler(({ input }) => services().drafts.answer(input)),
      goTo: guarded.drafts.goTo.handler(({ input }) => services().drafts.goTo(input.draftId, input.stepId)),
      prefill: guarded.drafts.prefill.handler(({ input }) => services().drafts.prefill(input.draftId)),
      review: guarded.drafts.review.handler(({ input }) => services().drafts.review(input.draftId)),
      agree: guarded.drafts.agree.handler(({ input }) =>
        services().drafts.agree(input.draftId, input.revision),
      ),
      discard: guarded.drafts.discard.handler(async ({ input }) => {
        await services().drafts.discard(input.draftId);
        return { discarded: true as const };
      }),
      print: guarded.drafts.print.handler(({ input }) => services().drafts.print(input.draftId)),
    },
    papers: {
      state: guarded.papers.state.handler(({ input }) => services().papers.state(input.draftId)),
      answer: guarded.papers.answer.handler(({ input }) =>
        services().papers.answer(input.draftId, input.answers),
      ),
      decide: guarded.papers.decide.handler(({ input }) =>
        services().papers.decide(input.draftId, input.componentId, input.decision),
      ),
      scan: guarded.papers.scan.handler(({ input }) => services().papers.scan(input)),
      stop: guarded.papers.stop.handler(async ({ input }) => {
        await services().papers.stop(input.draftId);
        return { stopped: true as const };
      }),
      picture: guarded.papers.picture.handler(
        async ({ input }) =>
          new Blob([Uint8Array.from(await services().papers.picture(input.draftId, input.pageId))], {
            type: 'image/jpeg',
          }),
      ),
      edit: guarded.papers.edit.handler(({ input }) =>
        services().papers.edit(input.draftId, input.pageId, input.edits),
      ),
      keep: guarded.papers.keep.handler(({ input }) =>
        services().papers.keep(input.draftId, input.pageId, input.kept),
      ),
      remove: guarded.papers.remove.handler(({ input }) =>
        services().papers.remove(input.draftId, input.pageId),
      ),
      move: guarded.papers.move.handler(({ input }) =>
        services().papers.move(input.draftId, input.pageId, input.to),
      ),
    },
    submission: {
      state: guarded.submission.state.handler(({ input }) => services().submission.state(input.draftId)),
      setDelivery: guarded.submission.setDelivery.handler(({ input }) =>
        services().submission.setDelivery(input.draftId, input.delivery),
      ),
      setFee: guarded.submission.setFee.handler(({ input }) =>
        services().submission.setFee(input.draftId, input.fee),
      ),
      agree: guarded.submission.agree.handler(({ input }) =>
        services().submission.agree(input.draftId, input.lastNo),
      ),
      prepare: guarded.submission.prepare.handler(({ input }) =>
        services().submission.prepare(input.draftId),
      ),
      submit: guarded.submission.submit.handler(({ input }) => services().submission.submit(input.draftId)),
    },
    receipts: {
      view: guarded.receipts.view.handler(({ input }) => services().receipts.view(input.dossierId)),
      print: guarded.receipts.print.handler(({ input }) =>
        services().receipts.print(input.dossierId, input.paper),
      ),
    },
    tracking: {
      find: guarded.tracking.find.handler(({ input }) => services().tracking.find(input.code)),
      view: guarded.tracking.view.handler(({ input }) => services().tracking.view(input.dossierId)),
      mine: guarded.tracking.mine.handler(() => services().tracking.mine()),
      open: guarded.tracking.open.handler(({ input }) =>
        services().tracking.open(input.dossierId, input.idNumber),
      ),
      withdraw: guarded.tracking.withdraw.handler(({ input }) =>
        services().tracking.withdraw(input.dossierId, input.reason),
      ),
    },
    revisions: {
      openSupplement: guarded.revisions.openSupplement.handler(({ input }) =>
        services().revisions.openSupplement(input.dossierId, input.requestId),
      ),
      openCorrection: guarded.revisions.openCorrection.handler(({ input }) =>
        services().revisions.openCorrection(input.dossierId),
      ),
    },
  };
}
