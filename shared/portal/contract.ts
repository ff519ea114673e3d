import { oc } from '@orpc/contract';
import {
  createDossierAnswerSchema,
  createDossierInputSchema,
  deliveryProofSchema,
  finaliseDossierInputSchema,
  lookUpAnswerSchema,
  lookUpInputSchema,
  readStatesAnswerSchema,
  readStatesInputSchema,
  refusalDataSchema,
} from './dossiers.ts';
import {
  offerPaymentAnswerSchema,
  offerPaymentInputSchema,
  readPaymentsAnswerSchema,
  readPaymentsInputSchema,
  tellEventsAnswerSchema,
  tellEventsInputSchema,
} from './payments.ts';
import { ratingAnswerSchema, ratingSchema } from './ratings.ts';
import {
  catalogueManifestSchema,
  confirmRegistrationAnswerSchema,
  confirmRegistrationInputSchema,
  enrolAnswerSchema,
  enrolInputSchema,
  healthAnswerSchema,
  resendRegistrationAnswerSchema,
  resendRegistrationInputSchema,
  signInAnswerSchema,
  startRegistrationAnswerSchema,
  startRegistrationInputSchema,
  timeAnswerSchema,
} from './schemas.ts';

/** Where each call lives below the portal's base address, and the one status that means "done". */
export const portalRoutes = {
  health: { method: 'GET', path: '/v1/health', status: 200 },
  time: { method: 'GET', path: '/v1/time', status: 200 },
  enrol: { method: 'POST', path: '/v1/enrolments', status: 201 },
  catalogueManifest: { method: 'GET', path: '/v1/catalogue/manifest', status: 200 },
  signIn: { method: 'GET', path: '/v1/sign-in', status: 200 },
  startRegistration: { method: 'POST', path: '/v1/registrations', status: 200 },
  resendRegistration: { method: 'POST', path: '/v1/registrations/resend', status: 200 },
  confirmRegistration: { method: 'POST', path: '/v1/registrations/confirm', status: 200 },
  createDossier: { method: 'PUT', path: '/v1/dossiers/{dossierId}/revisions/{revision}', status: 200 },
  finaliseDossier: {
    method: 'POST',
    path: '/v1/dossiers/{dossierId}/revisions/{revision}/finalise',
    status: 200,
  },
  readStates: { method: 'POST', path: '/v1/dossiers/states', status: 200 },
  lookUp: { method: 'POST', path: '/v1/dossiers/look-up', status: 200 },
  rate: { method: 'PUT', path: '/v1/ratings/{ratingId}', status: 200 },
  offerPayment: { method: 'PUT', path: '/v1/dossiers/{dossierId}/payment-offers/{offerId}', status: 200 },
  readPayments: { method: 'POST', path: '/v1/payments/read', status: 200 },
  tellEvents: { method: 'POST', path: '/v1/events', status: 200 },
} as const;

/** The address of a call, with its places filled. */
export function portalPath(call: PortalCall, params: Readonly<Record<string, string | number>> = {}): string {
  return portalRoutes[call].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
}

export type PortalCall = keyof typeof portalRoutes;
export const portalCalls = Object.keys(portalRoutes) as readonly PortalCall[];

/** Who may ask: `enrolled` calls count only with the signature of a key that the portal knows. */
export interface PortalCallRules extends Record<string, unknown> {
  readonly askedBy: 'anyone' | 'enrolled';
}

const kioskErrors = {
  KIOSK_UNKNOWN: { status: 401, message: 'No kiosk with this id is enrolled' },
  REQUEST_SIGNATURE_WRONG: { status: 401, message: 'The signature does not fit the request' },
  REQUEST_REPEATED: { status: 409, message: 'A request with this id was answered before' },
} as const;

const refused = (status: number, message: string) => ({
  status,
  message,
  data: refusalDataSchema.optional(),
});

const dossierErrors = {
  /** Never mended by asking again: the kiosk shows it to the staff. */
  CONTENT_DIFFERS: refused(409, 'This revision was accepted with another content'),
  DOSSIER_LOCKED: refused(423, 'Somebody else works on this dossier; ask again'),
} as const;

const open = oc.$meta<PortalCallRules>({ askedBy: 'anyone' });
const enrolled = oc.$meta<PortalCallRules>({ askedBy: 'enrolled' }).errors(kioskErrors);

function route<C extends PortalCall>(call: C, summary: string, tag: string) {
  const { method, path, status } = portalRoutes[call];
  return { method, path, successStatus: status, operationId: call, summary, tags: [tag] };
}

/**
 * What a kiosk and the province's portal say to each other. `openapi.json` is made from it for those who build the
 * portal's side; every request and answer is signed as signature.ts says. Every call may be repeated under a new request
 * id without doing anything twice. A field is added or retired, never edited.
 */
export const portalContract = {
  health: enrolled
    .route(route('health', 'Is the portal there, and does it know this kiosk?', 'system'))
    .output(healthAnswerSchema),
  time: open.route(route('time', "The portal's clock", 'system')).output(timeAnswerSchema),
  enrol: open
    .route(route('enrol', 'Exchange keys with a one-time code', 'enrolment'))
    .errors({
      ENROLMENT_CODE_WRONG: { status: 403, message: 'No such code, or its proof does not fit' },
      ENROLMENT_CODE_USED: { status: 409, message: 'The code was used by another key' },
      ENROLMENT_CODE_EXPIRED: { status: 410, message: 'The code is too old' },
    })
    .input(enrolInputSchema)
    .output(enrolAnswerSchema),
  catalogueManifest: enrolled
    .route(route('catalogueManifest', 'Version, names and hashes of the published catalogue', 'catalogue'))
    .output(catalogueManifestSchema),
  signIn: enrolled
    .route(route('signIn', 'How do people sign in, and are accounts opened?', 'sign-in'))
    .output(signInAnswerSchema),
  startRegistration: enrolled
    .route(route('startRegistration', 'Send a one-time code to a phone to open an account', 'sign-in'))
    .input(startRegistrationInputSchema)
    .output(startRegistrationAnswerSchema),
  resendRegistration: enrolled
    .route(route('resendRegistration', 'Send the code again', 'sign-in'))
    .input(resendRegistrationInputSchema)
    .output(resendRegistrationAnswerSchema),
  confirmRegistration: enrolled
    .route(route('confirmRegistration', 'Open the account with the code', 'sign-in'))
    .input(confirmRegistrationInputSchema)
    .output(confirmRegistrationAnswerSchema),
  createDossier: enrolled
    .route(
      route('createDossier', 'Announce a revision of a dossier; the same again changes nothing', 'dossiers'),
    )
    .errors({
      ...dossierErrors,
      CONTENT_REFUSED: refused(422, 'The content is not taken, with reasons'),
      FILE_TOO_LARGE: refused(413, 'A file is larger than the portal takes'),
      EARLIER_REVISION_MISSING: refused(
        409,
        'The submission is not finalised; a revision in between may never come, and a correction of it creates the dossier',
      ),
    })
    .input(createDossierInputSchema)
    .output(createDossierAnswerSchema),
  finaliseDossier: enrolled
    .route(route('finaliseDossier', 'Check that every file is there and issue the code', 'dossiers'))
    .errors({
      ...dossierErrors,
      DOSSIER_UNKNOWN: refused(404, 'No such revision was announced'),
      FILES_MISSING: refused(409, 'Files are missing'),
    })
    .input(finaliseDossierInputSchema)
    .output(deliveryProofSchema),
  readStates: enrolled
    .route(route('readStates', 'How do these dossiers stand?', 'dossiers'))
    .input(readStatesInputSchema)
    .output(readStatesAnswerSchema),
  lookUp: enrolled
    .route(route('lookUp', 'How does the dossier with this code stand, of any channel?', 'dossiers'))
    .input(lookUpInputSchema)
    .output(lookUpAnswerSchema),
  rate: enrolled
    .route(route('rate', 'Count one anonymous rating; the same id again is counted once', 'ratings'))
    .input(ratingSchema)
    .output(ratingAnswerSchema),
  offerPayment: enrolled
    .route(route('offerPayment', 'A code to pay by is shown; the same again changes nothing', 'payments'))
    .input(offerPaymentInputSchema)
    .output(offerPaymentAnswerSchema),
  readPayments: enrolled
    .route(route('readPayments', 'What was paid by transfer for these dossiers?', 'payments'))
    .input(readPaymentsInputSchema)
    .output(readPaymentsAnswerSchema),
  tellEvents: enrolled
    .route(route('tellEvents', 'What the counter recorded about money and post', 'payments'))
    .input(tellEventsInputSchema)
    .output(tellEventsAnswerSchema),
};
