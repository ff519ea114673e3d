import { busyReception } from './desk-examples.ts';
import { type Fake, os, refuse } from './fake.ts';

/** The work of the counter. */
export function counterCalls({ state }: Fake) {
  return {
    desk: {
      list: os.desk.list.handler(() => state.desk.list),
      open: os.desk.open.handler(() => state.desk.dossier),
      retry: os.desk.retry.handler(() => state.desk.dossier),
      receivers: os.desk.receivers.handler(() => [...state.desk.receivers]),
      export: os.desk.export.handler(() => ({ fileName: 'TAM-K2-CDP-2227K.dossier', sizeBytes: 1 })),
      acceptOnPaper: os.desk.acceptOnPaper.handler(() => state.desk.dossier),
      cancel: os.desk.cancel.handler(() => state.desk.dossier),
      printForm: os.desk.printForm.handler(() => ({ printed: true as const })),
      reception: os.desk.reception.handler(() => state.desk.reception),
      compare: os.desk.compare.handler(() => busyReception),
      checkIdentity: os.desk.checkIdentity.handler(() => busyReception),
      register: os.desk.register.handler(() => state.desk.register),
      makeRegister: os.desk.makeRegister.handler(() => ({ rows: 3, fileName: 'register.xlsx' })),
    },
    tickets: {
      take: os.tickets.take.handler(({ errors }) => state.ticket ?? refuse(errors.TICKET_NOT_OFFERED)),
      mine: os.tickets.mine.handler(() => (state.ticket === null ? [] : [state.ticket])),
      print: os.tickets.print.handler(() => ({ state: 'printed' as const })),
      desk: os.tickets.desk.handler(() => state.ticketDesk),
      next: os.tickets.next.handler(() => state.ticketDesk),
      again: os.tickets.again.handler(() => state.ticketDesk),
      close: os.tickets.close.handler(() => state.ticketDesk),
      callMissed: os.tickets.callMissed.handler(() => state.ticketDesk),
    },
    rating: {
      state: os.rating.state.handler(() => state.rating),
      give: os.rating.give.handler(({ input }) => {
        state.rating = { kind: 'given', score: input.score };
        return state.rating;
      }),
    },
    personalData: {
      list: os.personalData.list.handler(() => [...state.dataRequests]),
      take: os.personalData.take.handler(({ errors }) => state.dataRequests[0] ?? refuse(errors.NOT_READY)),
      get: os.personalData.get.handler(
        ({ errors, input }) =>
          state.dataRequests.find(({ requestId }) => requestId === input.requestId) ??
          refuse(errors.DATA_REQUEST_NONE),
      ),
      reply: os.personalData.reply.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
      printExtract: os.personalData.printExtract.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
      restrict: os.personalData.restrict.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
      release: os.personalData.release.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
      erase: os.personalData.erase.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
      openCorrection: os.personalData.openCorrection.handler(({ errors }) =>
        refuse(errors.DATA_REQUEST_NONE),
      ),
      beginCorrection: os.personalData.beginCorrection.handler(({ errors }) =>
        refuse(errors.DATA_REQUEST_NONE),
      ),
      close: os.personalData.close.handler(({ errors }) => refuse(errors.DATA_REQUEST_NONE)),
    },
  };
}
