import { implement, ORPCError } from '@orpc/server';
import {
  type CatalogueManifest,
  kioskProofText,
  type PortalCallRules,
  portalContract,
  portalProofText,
  uploadsPath,
} from '../../shared/portal/index.ts';
import type { PortalDatabase } from './database.ts';
import { type DossierDesk, type DossierRefusal, Refused } from './dossiers/dossier-desk.ts';
import type { PaymentDesk } from './payments/payment-desk.ts';
import type { RatingBook } from './ratings.ts';
import type { SignInDesk } from './sign-in/sign-in-desk.ts';
import { hmac, isEqualHex } from './signing.ts';

/** Who asks: decided from the signature before the call. */
export type Asker =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'kiosk'; readonly kioskId: string };

export interface PortalContext {
  readonly asker: Asker;
  /** The portal's clock at this request, in ms since 1970; it may be wrong on purpose. */
  readonly now: number;
  /** Does this request carry a signature that fits the given key? */
  readonly isSignedWith: (publicKey: string) => boolean;
}

/** The calls of shared/portal on the portal's own database. */
export function createPortalRouter(deps: {
  readonly database: PortalDatabase;
  readonly portalPublicKey: string;
  readonly manifest: () => CatalogueManifest;
  readonly signIn: SignInDesk;
  readonly desk: DossierDesk;
  readonly ratings: RatingBook;
  readonly payments: PaymentDesk;
}) {
  const { database } = deps;
  const portal = implement(portalContract)
    .$context<PortalContext>()
    .use(({ context, next, procedure }) => {
      const rules: PortalCallRules = procedure['~orpc'].meta;
      if (rules.askedBy === 'enrolled') refuseStrangers(context.asker);
      return next();
    });

  return portal.router({
    health: portal.health.handler(() => ({ status: 'ok' })),

    time: portal.time.handler(({ context }) => ({ now: new Date(context.now).toISOString() })),

    enrol: portal.enrol.handler(({ input, context, errors }) => {
      const code = database.findCode(input.codeName);
      if (code === null || (code.kiosk_id !== null && code.kiosk_id !== input.kioskId)) {
        throw errors.ENROLMENT_CODE_WRONG();
      }
      if (!isEqualHex(hmac(code.secret, kioskProofText(input)), input.kioskProof))
        throw errors.ENROLMENT_CODE_WRONG();
      if (!context.isSignedWith(input.kioskPublicKey)) throw errors.ENROLMENT_CODE_WRONG();
      // The same kiosk asks again because the reply was lost: it gets the reply, even after the code's time.
      const repeated = code.used_by_key === input.kioskPublicKey;
      if (code.used_by_key !== null && !repeated) throw errors.ENROLMENT_CODE_USED();
      if (code.expires_at <= context.now && !repeated) throw errors.ENROLMENT_CODE_EXPIRED();
      const at = new Date(context.now).toISOString();
      if (!repeated) {
        database.enrolKiosk({
          kioskId: input.kioskId,
          publicKey: input.kioskPublicKey,
          at,
          codeName: code.name,
        });
      }
      const portalPublicKey = deps.portalPublicKey;
      return {
        portalPublicKey,
        portalProof: hmac(code.secret, portalProofText({ ...input, portalPublicKey })),
        enrolledAt: database.findKiosk(input.kioskId)?.enrolled_at ?? at,
      };
    }),

    catalogueManifest: portal.catalogueManifest.handler(() => deps.manifest()),

    signIn: portal.signIn.handler(() => deps.signIn.terms()),
    startRegistration: portal.startRegistration.handler(({ input, context }) =>
      deps.signIn.isRegistrationOffered()
        ? deps.signIn.registrations.start(input, context.now)
        : { outcome: 'not-offered' as const },
    ),
    resendRegistration: portal.resendRegistration.handler(({ input, context }) =>
      deps.signIn.registrations.resend(input, context.now),
    ),
    confirmRegistration: portal.confirmRegistration.handler(({ input, context }) =>
      deps.signIn.registrations.confirm(input, context.now),
    ),

    createDossier: portal.createDossier.handler(({ input, context }) =>
      orRefuse(() => {
        const { held } = deps.desk.announce(kioskOf(context), input, momentOf(context));
        return { uploadsPath, held };
      }),
    ),
    finaliseDossier: portal.finaliseDossier.handler(({ input, context }) =>
      orRefuse(() => {
        if (!deps.desk.isOf(kioskOf(context), input.dossierId))
          throw new Refused({ code: 'DOSSIER_UNKNOWN' });
        return deps.desk.finalise(input, momentOf(context));
      }),
    ),
    readStates: portal.readStates.handler(({ input, context }) => ({
      dossiers: deps.desk.states(kioskOf(context), input.dossierIds),
    })),
    rate: portal.rate.handler(({ input, context }) => {
      deps.ratings.count(kioskOf(context), input);
      return { counted: true };
    }),
    lookUp: portal.lookUp.handler(({ input }) => ({ found: deps.desk.lookUp(input.code) })),
    offerPayment: portal.offerPayment.handler(({ input }) => deps.payments.offer(input)),
    readPayments: portal.readPayments.handler(({ input }) => deps.payments.read(input.dossierIds)),
    tellEvents: portal.tellEvents.handler(({ input }) => ({ taken: deps.payments.tell(input.events) })),
  });
}

function refuseStrangers(asker: Asker): void {
  switch (asker.kind) {
    case 'kiosk':
      return;
    case 'nobody':
    case 'unknown':
      throw new ORPCError('KIOSK_UNKNOWN', { status: 401, message: 'No kiosk with this id is enrolled' });
    case 'forged':
      throw new ORPCError('REQUEST_SIGNATURE_WRONG', { status: 401, message: 'The signature does not fit' });
    case 'repeated':
      throw new ORPCError('REQUEST_REPEATED', {
        status: 409,
        message: 'This request id was answered before',
      });
  }
}

function kioskOf(context: PortalContext): string {
  return context.asker.kind === 'kiosk' ? context.asker.kioskId : '';
}

function momentOf(context: PortalContext): string {
  return new Date(context.now).toISOString();
}

const refusalStatus: Readonly<Record<DossierRefusal['code'], number>> = {
  CONTENT_DIFFERS: 409,
  CONTENT_REFUSED: 422,
  EARLIER_REVISION_MISSING: 409,
  FILE_TOO_LARGE: 413,
  DOSSIER_UNKNOWN: 404,
  FILES_MISSING: 409,
};

/** The desk's refusals as the errors of the contract. */
function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, ...data } = error.refusal;
    throw new ORPCError(code, { status: refusalStatus[code], message: code, data });
  }
}
