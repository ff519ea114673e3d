import type { Kiosk, SetUpInput, SetUpResult } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { ProcedureCalls } from '../catalogue/index.ts';
import type {
  Consents,
  Identities,
  Registrations,
  Sessions,
  SignIns,
  Suspensions,
} from '../citizen/index.ts';
import type { FeeCalls } from '../compose-fees.ts';
import type { PostCalls } from '../compose-post.ts';
import type { TrackingCalls } from '../compose-tracking.ts';
import type { DemoWorld } from '../demo/index.ts';
import type { Desk, Reception, Register } from '../desk/index.ts';
import { decodeShownCode } from '../devices/index.ts';
import type { Drafts, Papers, Revisions, Submission } from '../dossiers/index.ts';
import type { Events } from '../events.ts';
import type { PersonalDataDesk } from '../personal-data/index.ts';
import type { Ratings } from '../rating/index.ts';
import type { Readiness } from '../readiness/index.ts';
import type { ReceiptDesk } from '../receipt/index.ts';
import type { Staff } from '../staff/index.ts';
import type { TakeHome } from '../take-home/index.ts';
import type { Technician } from '../technician/index.ts';
import type { Tickets } from '../tickets/index.ts';
import { guarded } from './guard.ts';

/** What the handlers act on. Features are asked for at call time: before the store is open there are none. */
export interface RouterDeps {
  readonly kiosk: () => Kiosk;
  readonly events: Events;
  readonly sessions: () => Sessions;
  readonly procedures: () => ProcedureCalls;
  readonly identities: () => Identities;
  readonly consents: () => Consents;
  readonly drafts: () => Drafts;
  readonly assertRoomForNew: () => Promise<void>;
  readonly papers: () => Papers;
  readonly submission: () => Submission;
  readonly revisions: () => Revisions;
  readonly receipts: () => ReceiptDesk;
  readonly takeHome: () => TakeHome;
  readonly signIns: () => SignIns;
  readonly registrations: () => Registrations;
  readonly suspensions: () => Suspensions;
  readonly tracking: () => TrackingCalls;
  readonly staff: () => Staff;
  readonly desk: () => Desk;
  readonly register: () => Register;
  readonly tickets: () => Tickets;
  readonly ratings: () => Ratings;
  readonly reception: () => Reception;
  readonly readiness: () => Readiness;
  readonly technician: () => Technician;
  readonly personalData: () => PersonalDataDesk;
  readonly fees: () => FeeCalls;
  readonly post: () => PostCalls;
  readonly saveSetUp: (input: SetUpInput) => Promise<SetUpResult>;
  readonly painted: () => number;
  readonly lookAtPortal: () => void;
  /** Null in production: nobody plays the world there. */
  readonly world: DemoWorld | null;
}

/** The implementation of the whole contract; a call that is missing here does not compile. */
export function createRouter(deps: RouterDeps) {
  return guarded.router({
    system: {
      hello: guarded.system.hello.handler(() => deps.kiosk()),
      painted: guarded.system.painted.handler(() => ({ at: deps.painted() })),
      events: guarded.system.events.handler(({ signal }) => deps.events.watch(signal)),
    },
    session: {
      begin: guarded.session.begin.handler(({ input }) => deps.sessions().begin(input.reading)),
      touch: guarded.session.touch.handler(() => deps.sessions().touch()),
      go: guarded.session.go.handler(({ input }) => deps.sessions().go(input.place)),
      read: guarded.session.read.handler(({ input }) => deps.sessions().read(input.reading)),
      end: guarded.session.end.handler(() => deps.sessions().end('citizen')),
    },
    procedures: {
      search: guarded.procedures.search.handler(({ input }) => deps.procedures().search(input)),
      browse: guarded.procedures.browse.handler(({ input }) => deps.procedures().browse(input)),
      get: guarded.procedures.get.handler(({ input }) => deps.procedures().get(input)),
      mine: guarded.procedures.mine.handler(({ input }) => deps.procedures().mine(input)),
    },
    identity: {
      state: guarded.identity.state.handler(() => deps.identities().state()),
      showCode: guarded.identity.showCode.handler(({ input }) => {
        const code = decodeShownCode(input);
        return deps.staff().takesCode(code) ? deps.identities().state() : deps.identities().showCode(code);
      }),
      confirm: guarded.identity.confirm.handler(() => deps.identities().confirm()),
      declare: guarded.identity.declare.handler(({ input }) => deps.identities().declare(input)),
      forget: guarded.identity.forget.handler(() => deps.identities().forget()),
    },
    consent: {
      list: guarded.consent.list.handler(() => deps.consents().list()),
      give: guarded.consent.give.handler(({ input }) => deps.consents().give(input)),
      withdraw: guarded.consent.withdraw.handler(({ input }) => deps.consents().withdraw(input.purpose)),
    },
    drafts: {
      offer: guarded.drafts.offer.handler(({ input }) => deps.drafts().offer(input.procedureCode)),
      open: guarded.drafts.open.handler(async ({ input }) => {
        // A form that was begun goes on whatever the disk says.
        if (deps.drafts().openOne() === null) await deps.assertRoomForNew();
        return deps.drafts().open(input.procedureCode);
      }),
      current: guarded.drafts.current.handler(() => deps.drafts().current()),
      form: guarded.drafts.form.handler(({ input }) => deps.drafts().form(input.draftId)),
      places: guarded.drafts.places.handler(() => deps.drafts().places()),
      answer: guarded.drafts.answer.handler(({ input }) => deps.drafts().answer(input)),
      goTo: guarded.drafts.goTo.handler(({ input }) => deps.drafts().goTo(input.draftId, input.stepId)),
      prefill: guarded.drafts.prefill.handler(({ input }) => deps.drafts().prefill(input.draftId)),
      review: guarded.drafts.review.handler(({ input }) => deps.drafts().review(input.draftId)),
      agree: guarded.drafts.agree.handler(({ input }) => deps.drafts().agree(input.draftId, input.revision)),
      discard: guarded.drafts.discard.handler(async ({ input }) => {
        await deps.drafts().discard(input.draftId);
        return { discarded: true as const };
      }),
      print: guarded.drafts.print.handler(({ input }) => deps.drafts().print(input.draftId)),
    },
    papers: {
      state: guarded.papers.state.handler(({ input }) => deps.papers().state(input.draftId)),
      answer: guarded.papers.answer.handler(({ input }) =>
        deps.papers().answer(input.draftId, input.answers),
      ),
      decide: guarded.papers.decide.handler(({ input }) =>
        deps.papers().decide(input.draftId, input.componentId, input.decision),
      ),
      scan: guarded.papers.scan.handler(({ input }) => deps.papers().scan(input)),
      stop: guarded.papers.stop.handler(async ({ input }) => {
        await deps.papers().stop(input.draftId);
        return { stopped: true as const };
      }),
      picture: guarded.papers.picture.handler(
        async ({ input }) =>
          new Blob([Uint8Array.from(await deps.papers().picture(input.draftId, input.pageId))], {
            type: 'image/jpeg',
          }),
      ),
      edit: guarded.papers.edit.handler(({ input }) =>
        deps.papers().edit(input.draftId, input.pageId, input.edits),
      ),
      keep: guarded.papers.keep.handler(({ input }) =>
        deps.papers().keep(input.draftId, input.pageId, input.kept),
      ),
      remove: guarded.papers.remove.handler(({ input }) => deps.papers().remove(input.draftId, input.pageId)),
      move: guarded.papers.move.handler(({ input }) =>
        deps.papers().move(input.draftId, input.pageId, input.to),
      ),
    },
    submission: {
      state: guarded.submission.state.handler(({ input }) => deps.submission().state(input.draftId)),
      setDelivery: guarded.submission.setDelivery.handler(({ input }) =>
        deps.submission().setDelivery(input.draftId, input.delivery),
      ),
      setFee: guarded.submission.setFee.handler(({ input }) =>
        deps.submission().setFee(input.draftId, input.fee),
      ),
      agree: guarded.submission.agree.handler(({ input }) =>
        deps.submission().agree(input.draftId, input.lastNo),
      ),
      prepare: guarded.submission.prepare.handler(({ input }) => deps.submission().prepare(input.draftId)),
      submit: guarded.submission.submit.handler(({ input }) => deps.submission().submit(input.draftId)),
    },
    receipts: {
      view: guarded.receipts.view.handler(({ input }) => deps.receipts().view(input.dossierId)),
      print: guarded.receipts.print.handler(({ input }) =>
        deps.receipts().print(input.dossierId, input.paper),
      ),
    },
    signIn: {
      offer: guarded.signIn.offer.handler(() => deps.signIns().offer()),
      start: guarded.signIn.start.handler(() => deps.signIns().start()),
      state: guarded.signIn.state.handler(() => deps.signIns().state()),
      cancel: guarded.signIn.cancel.handler(() => deps.signIns().cancel()),
    },
    registration: {
      state: guarded.registration.state.handler(() => deps.registrations().state()),
      start: guarded.registration.start.handler(({ input }) => deps.registrations().start(input)),
      resend: guarded.registration.resend.handler(() => deps.registrations().resend()),
      confirm: guarded.registration.confirm.handler(({ input }) => deps.registrations().confirm(input.code)),
      cancel: guarded.registration.cancel.handler(() => deps.registrations().cancel()),
    },
    suspend: {
      offer: guarded.suspend.offer.handler(() => deps.suspensions().offer()),
      keep: guarded.suspend.keep.handler(({ input }) => deps.suspensions().keep(input)),
      kept: guarded.suspend.kept.handler(() => deps.suspensions().kept()),
      print: guarded.suspend.print.handler(({ input }) => deps.suspensions().print(input.paper)),
      resume: guarded.suspend.resume.handler(({ input }) => deps.suspensions().resume(input)),
    },
    tracking: {
      find: guarded.tracking.find.handler(({ input }) => deps.tracking().find(input.code)),
      view: guarded.tracking.view.handler(({ input }) => deps.tracking().view(input.dossierId)),
      mine: guarded.tracking.mine.handler(() => deps.tracking().mine()),
      open: guarded.tracking.open.handler(({ input }) =>
        deps.tracking().open(input.dossierId, input.idNumber),
      ),
      withdraw: guarded.tracking.withdraw.handler(({ input }) =>
        deps.tracking().withdraw(input.dossierId, input.reason),
      ),
    },
    revisions: {
      openSupplement: guarded.revisions.openSupplement.handler(({ input }) =>
        deps.revisions().openSupplement(input.dossierId, input.requestId),
      ),
      openCorrection: guarded.revisions.openCorrection.handler(({ input }) =>
        deps.revisions().openCorrection(input.dossierId),
      ),
    },
    staff: {
      callHelp: guarded.staff.callHelp.handler(() => deps.staff().callHelp()),
      endCall: guarded.staff.endCall.handler(() => deps.staff().endCall()),
      door: guarded.staff.door.handler(() => deps.staff().door()),
      checkFirst: guarded.staff.checkFirst.handler(({ input }) => deps.staff().checkFirst(input.code)),
      makeFirst: guarded.staff.makeFirst.handler(({ input }) => deps.staff().makeFirst(input)),
      signIn: guarded.staff.signIn.handler(({ input }) => deps.staff().signIn(input)),
      handBack: guarded.staff.handBack.handler(() => deps.staff().handBack()),
      changePin: guarded.staff.changePin.handler(async ({ input }) => {
        await deps.staff().changePin(input);
        return { done: true as const };
      }),
      accounts: guarded.staff.accounts.handler(() => [...deps.staff().accounts()]),
      makeAccount: guarded.staff.makeAccount.handler(async ({ input }) => [
        ...(await deps.staff().makeAccount(input)),
      ]),
      setPin: guarded.staff.setPin.handler(async ({ input }) => [...(await deps.staff().setPin(input))]),
      bindCard: guarded.staff.bindCard.handler(({ input }) => [...deps.staff().bindCard(input)]),
      closeAccount: guarded.staff.closeAccount.handler(({ input }) => [
        ...deps.staff().closeAccount(input.accountId),
      ]),
    },
    desk: {
      list: guarded.desk.list.handler(({ input }) => deps.desk().list(input)),
      open: guarded.desk.open.handler(({ input }) => deps.desk().open(input.dossierId)),
      retry: guarded.desk.retry.handler(({ input }) => deps.desk().retry(input.dossierId)),
      receivers: guarded.desk.receivers.handler(() => [...deps.desk().receivers()]),
      export: guarded.desk.export.handler(({ input }) => deps.desk().export(input.dossierId, input.lock)),
      acceptOnPaper: guarded.desk.acceptOnPaper.handler(({ input }) =>
        deps.desk().acceptOnPaper(input.dossierId, input.reason),
      ),
      cancel: guarded.desk.cancel.handler(({ input }) => deps.desk().cancel(input.dossierId, input.reason)),
      printForm: guarded.desk.printForm.handler(async ({ input }) => {
        await deps.desk().printForm(input.dossierId, input.form);
        return { printed: true as const };
      }),
      reception: guarded.desk.reception.handler(() => deps.reception().state()),
      compare: guarded.desk.compare.handler(({ input }) =>
        deps.reception().compare(input.componentId, input.isCompared),
      ),
      checkIdentity: guarded.desk.checkIdentity.handler(({ input }) =>
        deps.reception().checkIdentity(input.reason),
      ),
      register: guarded.desk.register.handler(({ input }) => deps.register().page(input)),
      makeRegister: guarded.desk.makeRegister.handler(({ input }) => deps.register().make(input)),
    },
    tickets: {
      take: guarded.tickets.take.handler(({ input }) => deps.tickets().take(input.service)),
      mine: guarded.tickets.mine.handler(() => [...deps.tickets().mine()]),
      print: guarded.tickets.print.handler(({ input }) => deps.tickets().print(input.number, input.paper)),
      desk: guarded.tickets.desk.handler(() => deps.tickets().desk()),
      next: guarded.tickets.next.handler(({ input }) => deps.tickets().next(input)),
      again: guarded.tickets.again.handler(({ input }) => deps.tickets().again(input.number)),
      close: guarded.tickets.close.handler(({ input }) => deps.tickets().close(input.number, input.outcome)),
      callMissed: guarded.tickets.callMissed.handler(({ input }) => deps.tickets().callMissed(input)),
    },
    rating: {
      state: guarded.rating.state.handler(() => deps.ratings().state()),
      give: guarded.rating.give.handler(({ input }) => deps.ratings().give(input.score)),
    },
    readiness: {
      view: guarded.readiness.view.handler(() => deps.readiness().view()),
      tests: guarded.readiness.tests.handler(() => deps.readiness().tests()),
      printLetters: guarded.readiness.printLetters.handler(({ input }) =>
        deps.readiness().printLetters(input.paper),
      ),
      scanBlank: guarded.readiness.scanBlank.handler(() => deps.readiness().scanBlank()),
      awaitCard: guarded.readiness.awaitCard.handler(({ input }) =>
        deps.readiness().awaitCard(input.isAwaited),
      ),
      judge: guarded.readiness.judge.handler(({ input }) => deps.readiness().judge(input)),
      print: guarded.readiness.print.handler(() => deps.readiness().print()),
    },
    technician: {
      view: guarded.technician.view.handler(() => deps.technician().view()),
      exportLogs: guarded.technician.exportLogs.handler(() => deps.technician().exportLogs()),
      exportAudit: guarded.technician.exportAudit.handler(() => deps.technician().exportAudit()),
      packages: guarded.technician.packages.handler(() => deps.technician().packages()),
      lookAtPackage: guarded.technician.lookAtPackage.handler(({ input }) =>
        deps.technician().lookAtPackage(input.file),
      ),
      importPackage: guarded.technician.importPackage.handler(({ input }) =>
        deps.technician().importPackage(input.file),
      ),
      leave: guarded.technician.leave.handler(({ input }) => deps.technician().leave(input.how)),
    },
    personalData: {
      list: guarded.personalData.list.handler(() => [...deps.personalData().list()]),
      take: guarded.personalData.take.handler(({ input }) => deps.personalData().take(input)),
      get: guarded.personalData.get.handler(({ input }) => deps.personalData().get(input.requestId)),
      reply: guarded.personalData.reply.handler(({ input }) =>
        deps.personalData().reply(input.requestId, input.note),
      ),
      printExtract: guarded.personalData.printExtract.handler(({ input }) =>
        deps.personalData().printExtract(input.requestId),
      ),
      restrict: guarded.personalData.restrict.handler(({ input }) =>
        deps.personalData().restrict(input.requestId),
      ),
      release: guarded.personalData.release.handler(({ input }) =>
        deps.personalData().release(input.requestId, input.note),
      ),
      erase: guarded.personalData.erase.handler(({ input }) => deps.personalData().erase(input.requestId)),
      beginCorrection: guarded.personalData.beginCorrection.handler(({ input }) =>
        deps.personalData().beginCorrection(input.requestId, input.note),
      ),
      openCorrection: guarded.personalData.openCorrection.handler(({ input }) =>
        deps.personalData().openCorrection(input.requestId, input.dossierId),
      ),
      close: guarded.personalData.close.handler(({ input }) => deps.personalData().close(input)),
    },
    fees: {
      view: guarded.fees.view.handler(({ input }) => deps.fees().view(input.dossierId)),
      offer: guarded.fees.offer.handler(({ input }) => deps.fees().offer(input.dossierId)),
      claim: guarded.fees.claim.handler(({ input }) => deps.fees().claim(input)),
      chooseWay: guarded.fees.chooseWay.handler(({ input }) => deps.fees().chooseWay(input)),
      list: guarded.fees.list.handler(({ input }) => deps.fees().list(input)),
      find: guarded.fees.find.handler(({ input }) => deps.fees().find(input.code)),
      file: guarded.fees.file.handler(({ input }) => deps.fees().file(input.dossierId)),
      setDue: guarded.fees.setDue.handler(({ input }) => deps.fees().setDue(input)),
      decideExemption: guarded.fees.decideExemption.handler(({ input }) =>
        deps.fees().decideExemption(input),
      ),
      takeCash: guarded.fees.takeCash.handler(({ input }) => deps.fees().takeCash(input)),
      confirm: guarded.fees.confirm.handler(({ input }) => deps.fees().confirm(input)),
      acceptLate: guarded.fees.acceptLate.handler(({ input }) => deps.fees().acceptLate(input)),
      correct: guarded.fees.correct.handler(({ input }) => deps.fees().correct(input)),
      refund: guarded.fees.refund.handler(({ input }) => deps.fees().refund(input)),
      unmatched: guarded.fees.unmatched.handler(() => deps.fees().unmatched()),
      books: guarded.fees.books.handler(() => deps.fees().books()),
      drawers: guarded.fees.drawers.handler(() => deps.fees().desk.drawers()),
      closeDrawer: guarded.fees.closeDrawer.handler(({ input }) => deps.fees().desk.close(input)),
      printClosing: guarded.fees.printClosing.handler(({ input }) =>
        deps.post().printClosing(input.closingId),
      ),
    },
    post: {
      table: guarded.post.table.handler(() => deps.post().table()),
      view: guarded.post.view.handler(({ input }) => deps.post().view(input.dossierId)),
      change: guarded.post.change.handler(({ input }) => deps.post().change(input)),
      list: guarded.post.list.handler(({ input }) => deps.post().list(input)),
      setTable: guarded.post.setTable.handler(({ input }) => deps.post().setTable(input)),
      setPostage: guarded.post.setPostage.handler(({ input }) => deps.post().setPostage(input)),
      setTracking: guarded.post.setTracking.handler(({ input }) => deps.post().setTracking(input)),
      printLabel: guarded.post.printLabel.handler(({ input }) => deps.post().printLabel(input.dossierId)),
      dispatch: guarded.post.dispatch.handler(({ input }) => deps.post().dispatch(input)),
      printList: guarded.post.printList.handler(({ input }) => deps.post().printList(input.listNumber)),
    },
    takeHome: {
      print: guarded.takeHome.print.handler(({ input }) => deps.takeHome().print(input)),
      qr: guarded.takeHome.qr.handler(({ input }) => deps.takeHome().qr(input)),
    },
    dock: {
      state: guarded.dock.state.handler(() => worldOf(deps).state()),
      play: guarded.dock.play.handler(async ({ input }) => {
        const state = await worldOf(deps).play(input);
        // As the operating system would tell of a pulled cable; otherwise the next turn is half a minute away.
        if (input.kind === 'network' || input.kind === 'portal') deps.lookAtPortal();
        return state;
      }),
    },
    setUp: {
      save: guarded.setUp.save.handler(({ input }) => deps.saveSetUp(input)),
    },
  });
}

function worldOf(deps: RouterDeps): DemoWorld {
  if (deps.world === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'dock' } });
  return deps.world;
}
