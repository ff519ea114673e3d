export { type BackoffLimits, pauseBeforeTry } from './backoff.ts';
export type {
  CallOptions,
  Enrolment,
  KeyPair,
  PortalAdapter,
  PortalHealth,
  PortalTrust,
  TrustStore,
} from './portal.port.ts';
export { createRestAdapter } from './rest-adapter.ts';
export { createTrustStore } from './trust-store.ts';
export { createPortalWatch, type PortalWatch, watchTimings } from './watch.ts';
export { type WireLimits, wireLimits } from './wire.ts';
