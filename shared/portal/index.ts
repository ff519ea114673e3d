export {
  type PortalCall,
  type PortalCallRules,
  type PortalContract,
  type PortalRoute,
  portalCalls,
  portalContract,
  portalRoutes,
} from './contract.ts';
export {
  type EnrolmentCode,
  formatEnrolmentCode,
  kioskProofText,
  makeEnrolmentCode,
  parseEnrolmentCode,
  portalProofText,
} from './enrolment.ts';
export {
  type CatalogueManifest,
  catalogueManifestSchema,
  type EnrolAnswer,
  type EnrolInput,
  enrolAnswerSchema,
  healthAnswerSchema,
  type Refusal,
  refusalSchema,
  timeAnswerSchema,
} from './schemas.ts';
export {
  type AnswerToSign,
  canonicalAnswer,
  canonicalRequest,
  portalHeaders,
  type RequestToSign,
  signatureVersion,
} from './signature.ts';
export { makeUuid7 } from './uuid7.ts';
