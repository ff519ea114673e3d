import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  catalogueManifestSchema,
  confirmRegistrationAnswerSchema,
  enrolAnswerSchema,
  healthAnswerSchema,
  kioskProofText,
  parseEnrolmentCode,
  portalProofText,
  ratingAnswerSchema,
  resendRegistrationAnswerSchema,
  signInAnswerSchema,
  startRegistrationAnswerSchema,
} from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { createDossierCalls } from './dossier-calls.ts';
import { fingerprint, isSameProof, proveCode } from './keys.ts';
import { createPaymentCalls } from './payment-calls.ts';
import type { PortalAdapter, PortalHealth, TrustStore } from './portal.port.ts';
import { createSignedLine } from './signed-line.ts';
import { createFileUploads } from './upload-file.ts';
import { type WireLimits, wireLimits } from './wire.ts';

/** The adapter for portals that speak shared/portal over HTTP: the first of several. */
export function createRestAdapter(deps: {
  readonly address: string;
  readonly kioskId: string;
  /** A certificate authority of the province, a PEM file. */
  readonly caPath?: string | undefined;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: WireLimits;
}): PortalAdapter {
  const { kioskId, trust, log } = deps;
  const line = createSignedLine({ ...deps, limits: deps.limits ?? wireLimits });
  const { call, answers } = line;

  return {
    portalHost: line.host,
    isEnrolled: () => trust.findTrust() !== null,

    async enrol(options) {
      const code = parseEnrolmentCode(options.code);
      if (code === null) throw new KioskFault('ENROLMENT_CODE_REFUSED', { details: { reason: 'malformed' } });
      const pair = trust.getKioskKeys();
      const kiosk = { kioskId, codeName: code.name, kioskPublicKey: pair.publicKey };
      const answer = await line.ask(
        {
          call: 'enrol',
          body: { ...kiosk, kioskProof: proveCode(code.secret, kioskProofText(kiosk)) },
          signal: options.signal,
        },
        pair,
      );
      // A refusal cannot be proven here: a kiosk that does not know the portal yet has no key to check it by. All
      // that a stranger can do with a false one is to send the technician for another code.
      const output = answers.enrolmentOutcome(answer, enrolAnswerSchema);
      answers.verify(answer, output.portalPublicKey);
      const expected = proveCode(
        code.secret,
        portalProofText({ ...kiosk, portalPublicKey: output.portalPublicKey }),
      );
      if (!isSameProof(expected, output.portalProof)) {
        throw new KioskFault('PORTAL_SIGNATURE', { details: { reason: 'enrolment-proof', host: line.host } });
      }
      trust.writeTrust({
        portalPublicKey: output.portalPublicKey,
        enrolledAt: output.enrolledAt,
        portalAddress: deps.address,
      });
      const portalKeyFingerprint = fingerprint(output.portalPublicKey);
      log.info('enrolled at the portal', { host: line.host, portalKeyFingerprint });
      return { portalKeyFingerprint, enrolledAt: output.enrolledAt };
    },

    async checkHealth(options): Promise<PortalHealth> {
      const { output, clockOffsetMs } = await call('health', healthAnswerSchema, options);
      return { status: output.status, clockOffsetMs };
    },

    async readCatalogueManifest(options) {
      return (await call('catalogueManifest', catalogueManifestSchema, options)).output;
    },

    async readSignIn(options) {
      const { output, clockOffsetMs } = await call('signIn', signInAnswerSchema, options);
      return { ...output, clockOffsetMs };
    },

    startRegistration: async (request, options) =>
      (await call('startRegistration', startRegistrationAnswerSchema, options, request)).output,

    resendRegistration: async (request, options) =>
      (await call('resendRegistration', resendRegistrationAnswerSchema, options, request)).output,

    confirmRegistration: async (request, options) =>
      (await call('confirmRegistration', confirmRegistrationAnswerSchema, options, request)).output,

    async rate({ ratingId, ...body }, options) {
      await line.call('rate', ratingAnswerSchema, options, body, { ratingId });
    },

    ...createDossierCalls(line),
    ...createPaymentCalls(line),
    uploadFile: createFileUploads({ line, clock: deps.clock }),

    close: () => line.close(),
  };
}
