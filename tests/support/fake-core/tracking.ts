import { type Fake, os, refuse } from './fake.ts';

/** Looking a dossier up, and what can still be done with it. */
export function trackingCalls({ state }: Fake) {
  return {
    tracking: {
      find: os.tracking.find.handler(({ errors }) => ({
        kind: 'here' as const,
        dossier: state.tracked[0] ?? refuse(errors.TRACK_CODE_UNKNOWN),
      })),
      view: os.tracking.view.handler(({ errors }) => state.tracked[0] ?? refuse(errors.TRACK_NONE)),
      mine: os.tracking.mine.handler(() => ({
        isKnown: state.identity.step === 'confirmed',
        dossiers: [...state.tracked],
      })),
      open: os.tracking.open.handler(({ errors }) => state.opened ?? refuse(errors.TRACK_NUMBER_WRONG)),
      withdraw: os.tracking.withdraw.handler(({ errors }) => refuse(errors.TRACK_WITHDRAWAL_LATE)),
    },
    revisions: {
      openSupplement: os.revisions.openSupplement.handler(({ errors }) => refuse(errors.REVISION_OVER)),
      openCorrection: os.revisions.openCorrection.handler(({ errors }) => refuse(errors.REVISION_OVER)),
    },
  };
}
