export { createSessions, noSession, type SessionOutcome, type Sessions } from './session.ts';
export type { SessionStore } from './session-store.ts';
export { createSqliteSessionStore } from './sqlite-session-store.ts';
