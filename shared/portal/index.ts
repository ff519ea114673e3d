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
  catalogueManifestSchema,
  enrolAnswerSchema,
  healthAnswerSchema,
  refusalSchema,
} from './schemas.ts';
export {
  canonicalAnswer,
  canonicalRequest,
  portalHeaders,
  signatureVersion,
} from './signature.ts';
export { makeUuid7 } from './uuid7.ts';
