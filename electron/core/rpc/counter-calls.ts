import type { Services } from '../services.ts';
import { guarded } from './guard.ts';

/** Help and officers' accounts, and what officers do at the counter: dossiers, tickets, money, letters, requests about personal data. */
export function counterCalls(services: () => Services) {
  return {
    staff: {
      callHelp: guarded.staff.callHelp.handler(() => services().staff.callHelp()),
      endCall: guarded.staff.endCall.handler(() => services().staff.endCall()),
      door: guarded.staff.door.handler(() => services().staff.door()),
      checkFirst: guarded.staff.checkFirst.handler(({ input }) => services().staff.checkFirst(input.code)),
      makeFirst: guarded.staff.makeFirst.handler(({ input }) => services().staff.makeFirst(input)),
      signIn: guarded.staff.signIn.handler(({ input }) => services().staff.signIn(input)),
      handBack: guarded.staff.handBack.handler(() => services().staff.handBack()),
      changePin: guarded.staff.changePin.handler(async ({ input }) => {
        await services().staff.changePin(input);
        return { done: true as const };
      }),
      accounts: guarded.staff.accounts.handler(() => [...services().staff.accounts()]),
      makeAccount: guarded.staff.makeAccount.handler(async ({ input }) => [
        ...(await services().staff.makeAccount(input)),
      ]),
      setPin: guarded.staff.setPin.handler(async ({ input }) => [...(await services().staff.setPin(input))]),
      bindCard: guarded.staff.bindCard.handler(({ input }) => [...services().staff.bindCard(input)]),
      closeAccount: guarded.staff.closeAccount.handler(({ input }) => [
        ...services().staff.closeAccount(input.accountId),
      ]),
    },
    desk: {
      list: guarded.desk.list.handler(({ input }) => services().desk.list(input)),
      open: guarded.desk.open.handler(({ input }) => services().desk.open(input.dossierId)),
      retry: guarded.desk.retry.handler(({ input }) => services().desk.retry(input.dossierId)),
      receivers: guarded.desk.receivers.handler(() => [...services().desk.receivers()]),
      export: guarded.desk.export.handler(({ input }) => services().desk.export(input.dossierId, input.lock)),
      acceptOnPaper: guarded.desk.acceptOnPaper.handler(({ input }) =>
        services().desk.acceptOnPaper(input.dossierId, input.reason),
      ),
      cancel: guarded.desk.cancel.handler(({ input }) =>
        services().desk.cancel(input.dossierId, input.reason),
      ),
      printForm: guarded.desk.printForm.handler(async ({ input }) => {
        await services().desk.printForm(input.dossierId, input.form);
        return { printed: true as const };
      }),
      reception: guarded.desk.reception.handler(() => services().reception.state()),
      compare: guarded.desk.compare.handler(({ input }) =>
        services().reception.compare(input.componentId, input.isCompared),
      ),
      checkIdentity: guarded.desk.checkIdentity.handler(({ input }) =>
        services().reception.checkIdentity(input.reason),
      ),
      register: guarded.desk.register.handler(({ input }) => services().register.page(input)),
      makeRegister: guarded.desk.makeRegister.handler(({ input }) => services().register.make(input)),
    },
    tickets: {
      take: guarded.tickets.take.handler(({ input }) => services().tickets.take(input.service)),
      mine: guarded.tickets.mine.handler(() => [...services().tickets.mine()]),
      print: guarded.tickets.print.handler(({ input }) =>
        services().tickets.print(input.number, input.paper),
      ),
      desk: guarded.tickets.desk.handler(() => services().tickets.desk()),
      next: guarded.tickets.next.handler(({ input }) => services().tickets.next(input)),
      again: guarded.tickets.again.handler(({ input }) => services().tickets.again(input.number)),
      close: guarded.tickets.close.handler(({ input }) =>
        services().tickets.close(input.number, input.outcome),
      ),
      callMissed: guarded.tickets.callMissed.handler(({ input }) => services().tickets.callMissed(input)),
    },
    fees: {
      view: guarded.fees.view.handler(({ input }) => services().fees.view(input.dossierId)),
      offer: guarded.fees.offer.handler(({ input }) => services().fees.offer(input.dossierId)),
      claim: guarded.fees.claim.handler(({ input }) => services().fees.claim(input)),
      chooseWay: guarded.fees.chooseWay.handler(({ input }) => services().fees.chooseWay(input)),
      list: guarded.fees.list.handler(({ input }) => services().fees.list(input)),
      find: guarded.fees.find.handler(({ input }) => services().fees.find(input.code)),
      file: guarded.fees.file.handler(({ input }) => services().fees.file(input.dossierId)),
      setDue: guarded.fees.setDue.handler(({ input }) => services().fees.setDue(input)),
      decideExemption: guarded.fees.decideExemption.handler(({ input }) =>
        services().fees.decideExemption(input),
      ),
      takeCash: guarded.fees.takeCash.handler(({ input }) => services().fees.takeCash(input)),
      confirm: guarded.fees.confirm.handler(({ input }) => services().fees.confirm(input)),
      acceptLate: guarded.fees.acceptLate.handler(({ input }) => services().fees.acceptLate(input)),
      correct: guarded.fees.correct.handler(({ input }) => services().fees.correct(input)),
      refund: guarded.fees.refund.handler(({ input }) => services().fees.refund(input)),
      unmatched: guarded.fees.unmatched.handler(() => services().fees.unmatched()),
      books: guarded.fees.books.handler(() => services().fees.books()),
      drawers: guarded.fees.drawers.handler(() => services().fees.desk.drawers()),
      closeDrawer: guarded.fees.closeDrawer.handler(({ input }) => services().fees.desk.close(input)),
      printClosing: guarded.fees.printClosing.handler(({ input }) =>
        services().post.printClosing(input.closingId),
      ),
    },
    post: {
      table: guarded.post.table.handler(() => services().post.table()),
      view: guarded.post.view.handler(({ input }) => services().post.view(input.dossierId)),
      change: guarded.post.change.handler(({ input }) => services().post.change(input)),
      list: guarded.post.list.handler(({ input }) => services().post.list(input)),
      setTable: guarded.post.setTable.handler(({ input }) => services().post.setTable(input)),
      setPostage: guarded.post.setPostage.handler(({ input }) => services().post.setPostage(input)),
      setTracking: guarded.post.setTracking.handler(({ input }) => services().post.setTracking(input)),
      printLabel: guarded.post.printLabel.handler(({ input }) => services().post.printLabel(input.dossierId)),
      dispatch: guarded.post.dispatch.handler(({ input }) => services().post.dispatch(input)),
      printList: guarded.post.printList.handler(({ input }) => services().post.printList(input.listNumber)),
    },
    personalData: {
      list: guarded.personalData.list.handler(() => [...services().personalData.list()]),
      take: guarded.personalData.take.handler(({ input }) => services().personalData.take(input)),
      get: guarded.personalData.get.handler(({ input }) => services().personalData.get(input.requestId)),
      reply: guarded.personalData.reply.handler(({ input }) =>
        services().personalData.reply(input.requestId, input.note),
      ),
      printExtract: guarded.personalData.printExtract.handler(({ input }) =>
        services().personalData.printExtract(input.requestId),
      ),
      restrict: guarded.personalData.restrict.handler(({ input }) =>
        services().personalData.restrict(input.requestId),
      ),
      release: guarded.personalData.release.handler(({ input }) =>
        services().personalData.release(input.requestId, input.note),
      ),
      erase: guarded.personalData.erase.handler(({ input }) =>
        services().personalData.erase(input.requestId),
      ),
      beginCorrection: guarded.personalData.beginCorrection.handler(({ input }) =>
        services().personalData.beginCorrection(input.requestId, input.note),
      ),
      openCorrection: guarded.personalData.openCorrection.handler(({ input }) =>
        services().personalData.openCorrection(input.requestId, input.dossierId),
      ),
      close: guarded.personalData.close.handler(({ input }) => services().personalData.close(input)),
    },
  };
}
