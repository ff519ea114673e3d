export { type Consents, createConsents } from './consents.ts';
export { createIdentities, type Identities, type IdentityChange } from './identity.ts';
export { readConsentPurposes, readPrefixes } from './identity-files.ts';
export { createSqliteIdentityStore } from './identity-store.ts';
export { createRegistrations, type Registrations } from './registration.ts';
export { createResumeGuard } from './resume-guard.ts';
export {
  createSessions,
  languageOf,
  noSession,
  type OfficerGone,
  type Sessions,
} from './session.ts';
export { createSignIns, type SignIns } from './sign-in.ts';
export { createSqliteSessionStore } from './sqlite-session-store.ts';
export { createSuspensions, hashOfKeptNumber, type Suspensions } from './suspend.ts';
export { createTryGuard } from './try-guard.ts';
