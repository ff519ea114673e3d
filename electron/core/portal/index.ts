export { type BackoffLimits, pauseBeforeTry } from './backoff.ts';
export { isSignedBy, signText } from './keys.ts';
export type { KeyPair, PortalAdapter, RevisionKey } from './portal.port.ts';
export { createProviderFetch, type ProviderFetch } from './provider-fetch.ts';
export { createRestAdapter } from './rest-adapter.ts';
export { createTrustStore } from './trust-store.ts';
export { createPortalWatch, type PortalWatch } from './watch.ts';
export type { WireLimits } from './wire.ts';
