import { officeDay } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { SignInState } from '../../shared/contract/index.ts';
import type { AuditLog } from './audit/index.ts';
import {
  createRegistrations,
  createSignIns,
  type Identities,
  type Registrations,
  type Sessions,
  type SignIns,
} from './citizen/index.ts';
import type { Log } from './diagnostics/index.ts';
import { createProviderFetch, type PortalAdapter } from './portal/index.ts';

/** Joins the sign-in by phone and the opening of accounts to portal, visit and audit log. */
export function composeSignIn(deps: {
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly prefixes: ReadonlySet<string>;
  readonly adapter: PortalAdapter;
  readonly onSignIn: (state: SignInState) => void;
}): { readonly signIns: SignIns; readonly registrations: Registrations; close(): Promise<void> } {
  const { clock, log, audit, sessions, identities } = deps;
  const isSessionOpen = (): boolean => sessions.state().kind === 'open';
  const road = createProviderFetch({ caPath: deps.config.portal.caPath, clock });

  const signIns = createSignIns({
    clock,
    log,
    isSessionOpen,
    readTerms: () => deps.adapter.readSignIn(),
    async begin(terms) {
      // openid-client is loaded by the first person who signs in, not by the start of the kiosk.
      const { beginDeviceGrant } = await import('./citizen/device-grant.ts');
      const today = (): string => officeDay(clock.now() + terms.clockOffsetMs);
      return beginDeviceGrant(terms, { road, clock, today, prefixes: deps.prefixes });
    },
    takePerson: (person) => identities.takeSignedIn(person),
    onActivity: () => sessions.touch(),
    onChange: deps.onSignIn,
    onStarted: () => audit.append({ id: 'sign-in-started', role: sessions.role(), details: {} }),
    onFinished: (outcome) =>
      audit.append({ id: 'sign-in-finished', role: sessions.role(), details: { outcome } }),
  });

  const registrations = createRegistrations({
    clock,
    desk: {
      startRegistration: (request) => deps.adapter.startRegistration(request),
      resendRegistration: (request) => deps.adapter.resendRegistration(request),
      confirmRegistration: (request) => deps.adapter.confirmRegistration(request),
    },
    isSessionOpen,
    today: () => officeDay(clock.now()),
    onStarted: (outcome) =>
      audit.append({ id: 'registration-started', role: sessions.role(), details: { outcome } }),
    onFinished: (outcome) =>
      audit.append({ id: 'registration-finished', role: sessions.role(), details: { outcome } }),
  });

  return {
    signIns,
    registrations,
    async close() {
      await signIns.close();
      road.close();
    },
  };
}
