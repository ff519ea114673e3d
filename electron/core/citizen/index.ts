export { type Consents, createConsents } from './consents.ts';
export { createIdentities, type Identities, type IdentityChange } from './identity.ts';
export { readConsentPurposes, readPrefixes } from './identity-files.ts';
export { createSqliteIdentityStore } from './identity-store.ts';
export { officeDay } from './office-day.ts';
export { createSessions, noSession, type SessionOutcome, type Sessions } from './session.ts';
export type { SessionStore } from './session-store.ts';
export { createSqliteSessionStore } from './sqlite-session-store.ts';
