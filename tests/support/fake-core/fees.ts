import { type Fake, os, refuse } from './fake.ts';

/** Fees and post. */
export function feesCalls({ state }: Fake) {
  return {
    fees: {
      view: os.fees.view.handler(({ errors }) => state.fees.fee ?? refuse(errors.FEE_NONE)),
      offer: os.fees.offer.handler(({ errors }) => refuse(errors.FEE_NO_ACCOUNT)),
      claim: os.fees.claim.handler(({ errors }) => refuse(errors.FEE_NONE)),
      chooseWay: os.fees.chooseWay.handler(({ errors }) => refuse(errors.FEE_NONE)),
      list: os.fees.list.handler(() => ({ rows: [...state.fees.rows], total: state.fees.rows.length })),
      find: os.fees.find.handler(({ errors }) => refuse(errors.FEE_NONE)),
      file: os.fees.file.handler(({ errors }) => state.fees.fee ?? refuse(errors.FEE_NONE)),
      setDue: os.fees.setDue.handler(({ errors }) => refuse(errors.FEE_NONE)),
      decideExemption: os.fees.decideExemption.handler(({ errors }) => refuse(errors.FEE_NONE)),
      takeCash: os.fees.takeCash.handler(({ errors }) => refuse(errors.FEE_NONE)),
      confirm: os.fees.confirm.handler(({ errors }) => refuse(errors.FEE_NONE)),
      acceptLate: os.fees.acceptLate.handler(({ errors }) => refuse(errors.FEE_NONE)),
      correct: os.fees.correct.handler(({ errors }) => refuse(errors.FEE_NONE)),
      refund: os.fees.refund.handler(({ errors }) => refuse(errors.FEE_NONE)),
      unmatched: os.fees.unmatched.handler(() => [...state.fees.unmatched]),
      books: os.fees.books.handler(() => ({ lostAtMs: state.fees.lostAtMs })),
      drawers: os.fees.drawers.handler(() => [...state.fees.drawers]),
      closeDrawer: os.fees.closeDrawer.handler(({ errors }) => refuse(errors.DRAWER_NOT_YOURS)),
      printClosing: os.fees.printClosing.handler(({ errors }) => refuse(errors.DRAWER_NOT_YOURS)),
    },
    post: {
      table: os.post.table.handler(() => null),
      view: os.post.view.handler(({ errors }) => state.fees.letters[0] ?? refuse(errors.TRACK_NONE)),
      change: os.post.change.handler(({ errors }) => refuse(errors.TRACK_NONE)),
      list: os.post.list.handler(() => ({
        rows: [...state.fees.letters],
        total: state.fees.letters.length,
      })),
      setTable: os.post.setTable.handler(({ input }) => input),
      setPostage: os.post.setPostage.handler(({ errors }) => refuse(errors.TRACK_NONE)),
      setTracking: os.post.setTracking.handler(({ errors }) => refuse(errors.TRACK_NONE)),
      printLabel: os.post.printLabel.handler(({ errors }) => refuse(errors.TRACK_NONE)),
      dispatch: os.post.dispatch.handler(({ errors }) => refuse(errors.TRACK_NONE)),
      printList: os.post.printList.handler(({ errors }) => refuse(errors.TRACK_NONE)),
    },
  };
}
