export {
  type PortalCall,
  type PortalCallRules,
  portalCalls,
  portalContract,
  portalRoutes,
} from './contract.ts';
export {
  formatEnrolmentCode,
  kioskProofText,
  makeEnrolmentCode,
  parseEnrolmentCode,
  portalProofText,
} from './enrolment.ts';
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
export { makeUuid7 } from './uuid7.ts';
