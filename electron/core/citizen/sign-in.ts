import type { Clock } from '../../../shared/clock.ts';
import type { SignInFault, SignInOffer, SignInState } from '../../../shared/contract/index.ts';
import { type FaultCode, isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { SignInAnswer } from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { ApprovedPerson, DeviceGrant, SignInTerms } from './device-grant.ts';

/** The sign-in by phone of the open visit. */
export interface SignIns {
  offer(): Promise<SignInOffer>;
  /** Raises SESSION_NOT_OPEN; everything else that goes wrong is a state. */
  start(): Promise<SignInState>;
  state(): SignInState;
  cancel(): SignInState;
  /** The visit is over, or the person is another: stops waiting and gives the tokens back to the provider. */
  release(): void;
  /** As `release`; resolves when the provider has answered, or after a short limit. */
  close(): Promise<void>;
}

const timings = {
  /** RFC 8628 3.5: `slow_down` adds five seconds, for good. */
  slowDownMs: 5_000,
  /** While the line is lost, pauses double up to this. */
  longestPauseMs: 30_000,
  /** Looking for the phone is not idleness, for as long as it takes to find glasses and password. */
  patienceMs: 120_000,
  /** Giving tokens back holds nothing up for longer. */
  revokeMs: 3_000,
} as const;

interface Waiting {
  readonly grant: DeviceGrant;
  readonly startedMs: number;
  readonly endsMs: number;
  isRoadLost: boolean;
}

/** What the device flow says beside codes: the portal's own words, with its clock. */
type Offered = SignInAnswer & { readonly clockOffsetMs: number };

export function createSignIns(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly isSessionOpen: () => boolean;
  /** Asks the portal. */
  readonly readTerms: () => Promise<Offered>;
  /** Begins at the provider; what it needs is loaded when it is first called. */
  readonly begin: (terms: SignInTerms) => Promise<DeviceGrant>;
  /** False when somebody else is confirmed in this visit: then nothing was changed. */
  readonly takePerson: (person: ApprovedPerson) => boolean;
  readonly onActivity: () => void;
  readonly onChange: (state: SignInState) => void;
  readonly onStarted: () => void;
  readonly onFinished: (outcome: string) => void;
}): SignIns {
  const { clock, log } = deps;
  let step: Exclude<SignInState, { readonly step: 'waiting' }> | Waiting = nothing;
  let cancelTimers: () => void = () => {};
  /** The grant whose tokens are held; one at a time. */
  let approved: DeviceGrant | null = null;
  /** Rises whenever what is under way no longer counts. */
  let turn = 0;
  let starting: Promise<SignInState> | null = null;

  function state(): SignInState {
    if (!('grant' in step)) return step;
    const { userCode, verificationUri, qrText } = step.grant;
    return {
      step: 'waiting',
      userCode,
      verificationUri,
      qrText,
      expiresInMs: Math.max(0, Math.round(step.endsMs - clock.monotonicMs())),
      isRoadLost: step.isRoadLost,
    };
  }

  function become(next: typeof step): SignInState {
    step = next;
    const now = state();
    deps.onChange(now);
    return now;
  }

  function stop(): void {
    turn += 1;
    starting = null;
    cancelTimers();
    cancelTimers = () => {};
  }

  async function giveBack(grant: DeviceGrant): Promise<void> {
    let cancel = (): void => {};
    const limit = new Promise<void>((resolve) => {
      cancel = clock.after(timings.revokeMs, resolve);
    });
    try {
      await Promise.race([grant.revoke(), limit]);
    } catch (error) {
      // Best effort: the tokens are forgotten here and end by themselves there.
      log.failure('tokens not given back', error);
    } finally {
      cancel();
    }
  }

  function release(): Promise<void> {
    stop();
    const held = approved;
    approved = null;
    if (step !== nothing) become(nothing);
    return held === null ? Promise.resolve() : giveBack(held);
  }

  function end(fault: SignInFault): SignInState {
    stop();
    deps.onFinished(fault);
    return become({ step: 'ended', fault });
  }

  function endBy(error: unknown): SignInState {
    if (!isKioskFault(error)) throw error;
    log.failure('sign-in ended', error);
    return end(signInFaultOf(error.code));
  }

  function waitFor(grant: DeviceGrant): SignInState {
    const mine = turn;
    const nowMs = clock.monotonicMs();
    const waiting: Waiting = {
      grant,
      startedMs: nowMs,
      endsMs: nowMs + grant.expiresInMs,
      isRoadLost: false,
    };
    let intervalMs = grant.intervalMs;
    let pauseMs = intervalMs;
    let cancelPoll = (): void => {};
    const cancelEnd = clock.after(grant.expiresInMs, () => end('SIGN_IN_EXPIRED'));
    cancelTimers = () => {
      cancelPoll();
      cancelEnd();
    };

    function tellRoad(isLost: boolean): void {
      if (waiting.isRoadLost === isLost) return;
      waiting.isRoadLost = isLost;
      become(waiting);
    }

    function pollLater(): void {
      cancelPoll = clock.after(pauseMs, () => {
        poll().catch((error: unknown) => {
          log.failure('sign-in failed by a defect', error);
          if (mine === turn) end('SIGN_IN_UNREACHABLE');
        });
      });
    }

    async function poll(): Promise<void> {
      if (clock.monotonicMs() - waiting.startedMs < timings.patienceMs) deps.onActivity();
      let answer: Awaited<ReturnType<DeviceGrant['poll']>>;
      try {
        answer = await grant.poll();
      } catch (error) {
        if (mine !== turn) return void giveBack(grant);
        if (!isKioskFault(error) || error.code !== 'SIGN_IN_UNREACHABLE') {
          endBy(error);
          return void giveBack(grant);
        }
        // The person may already have approved: as long as the code lives, the question is repeated.
        pauseMs = Math.min(timings.longestPauseMs, pauseMs * 2);
        tellRoad(true);
        return pollLater();
      }
      // Cancelled meanwhile: an approval that comes now belongs to nobody.
      if (mine !== turn) return void giveBack(grant);
      tellRoad(false);
      switch (answer.kind) {
        case 'slow-down':
          intervalMs += timings.slowDownMs;
          pauseMs = intervalMs;
          return pollLater();
        case 'pending':
          pauseMs = intervalMs;
          return pollLater();
        case 'denied':
          return void end('SIGN_IN_DENIED');
        case 'expired':
          return void end('SIGN_IN_EXPIRED');
        case 'approved':
          return take(grant, answer.person);
      }
    }

    const now = become(waiting);
    pollLater();
    return now;
  }

  function take(grant: DeviceGrant, person: ApprovedPerson): void {
    deps.onActivity();
    if (!deps.takePerson(person)) {
      end('SIGN_IN_OTHER_PERSON');
      void giveBack(grant);
      return;
    }
    stop();
    approved = grant;
    deps.onFinished('approved');
    become({ step: 'approved' });
  }

  async function startNow(): Promise<SignInState> {
    const mine = turn;
    become({ step: 'starting' });
    deps.onStarted();
    try {
      const terms = await readTerms();
      if (terms.provider === null) throw new KioskFault('SIGN_IN_NOT_OFFERED');
      const grant = await deps.begin({ provider: terms.provider, clockOffsetMs: terms.clockOffsetMs });
      if (mine !== turn) return state();
      return waitFor(grant);
    } catch (error) {
      return mine === turn ? endBy(error) : state();
    } finally {
      if (mine === turn) starting = null;
    }
  }

  /** Raises the portal's trouble as SIGN_IN_… */
  async function readTerms(): Promise<Offered> {
    try {
      return await deps.readTerms();
    } catch (error) {
      throw asSignInFault(error);
    }
  }

  return {
    state,
    async offer() {
      try {
        const { provider, registration } = await readTerms();
        return {
          signIn: provider === null ? 'not-offered' : 'offered',
          registration: registration ? 'offered' : 'desk',
        };
      } catch (error) {
        if (!isKioskFault(error)) throw error;
        const isRefused = error.code === 'SIGN_IN_NOT_OFFERED';
        return { signIn: isRefused ? 'not-offered' : 'unreachable', registration: 'desk' };
      }
    },
    async start() {
      if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
      // Two touches are one wish.
      if (starting !== null) return starting;
      void release();
      starting = startNow();
      return starting;
    },
    cancel() {
      if ('grant' in step || step.step === 'starting') deps.onFinished('cancelled');
      // Who was approved stays: only the waiting is given up.
      if ('step' in step && step.step === 'approved') return state();
      void release();
      return state();
    },
    release: () => void release(),
    close: release,
  };
}

const nothing: SignInState & { readonly step: 'none' } = { step: 'none' };

function signInFaultOf(code: FaultCode): SignInFault {
  switch (code) {
    case 'SIGN_IN_NOT_OFFERED':
    case 'SIGN_IN_NOT_TRUSTWORTHY':
    case 'SIGN_IN_DENIED':
    case 'SIGN_IN_EXPIRED':
    case 'SIGN_IN_OTHER_PERSON':
      return code;
    default:
      return 'SIGN_IN_UNREACHABLE';
  }
}

/** What the road to the portal says, in the words of a sign-in. A captive page is no lie of the portal, only no road. */
export function asSignInFault(error: unknown): unknown {
  if (!isKioskFault(error) || !error.code.startsWith('PORTAL_')) return error;
  const details = { reason: error.code };
  switch (error.code) {
    case 'PORTAL_REFUSED':
      return new KioskFault('SIGN_IN_NOT_OFFERED', { details, cause: error });
    case 'PORTAL_SIGNATURE':
    case 'PORTAL_CERTIFICATE':
    case 'PORTAL_INSECURE':
      return new KioskFault('SIGN_IN_NOT_TRUSTWORTHY', { details, cause: error });
    default:
      return new KioskFault('SIGN_IN_UNREACHABLE', { details, cause: error });
  }
}
