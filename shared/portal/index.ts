export {
  type PortalCall,
  type PortalCallRules,
  portalCalls,
  portalContract,
  portalPath,
  portalRoutes,
} from './contract.ts';
export {
  createDossierAnswerSchema,
  type DeliveryProof,
  type DossierStates,
  deliveryProofSchema,
  type FoundDossier,
  lookUpAnswerSchema,
  mostStatesAtOnce,
  readStatesAnswerSchema,
  refusalDataSchema,
  type SupplementRequest,
  supplementRequestSchema,
} from './dossiers.ts';
export {
  formatEnrolmentCode,
  kioskProofText,
  makeEnrolmentCode,
  parseEnrolmentCode,
  portalProofText,
} from './enrolment.ts';
export {
  mostEventsAtOnce,
  mostPaymentsAtOnce,
  type OfficeEvent,
  offerPaymentAnswerSchema,
  officeEventSchema,
  type PaymentsAnswer,
  type PayTo,
  payToSchema,
  readPaymentsAnswerSchema,
  tellEventsAnswerSchema,
} from './payments.ts';
export { type Rating, ratingAnswerSchema } from './ratings.ts';
export {
  type CatalogueManifest,
  type ConfirmRegistrationAnswer,
  catalogueManifestSchema,
  confirmRegistrationAnswerSchema,
  enrolAnswerSchema,
  healthAnswerSchema,
  type ResendRegistrationAnswer,
  refusalSchema,
  resendRegistrationAnswerSchema,
  type SignInAnswer,
  type StartRegistration,
  type StartRegistrationAnswer,
  signInAnswerSchema,
  startRegistrationAnswerSchema,
} from './schemas.ts';
export {
  canonicalAnswer,
  canonicalRequest,
  portalHeaders,
  signatureVersion,
} from './signature.ts';
export {
  canonicalUpload,
  canonicalUploadAnswer,
  checksumMismatchStatus,
  uploadsPath,
} from './uploads.ts';
export { makeUuid7 } from './uuid7.ts';
