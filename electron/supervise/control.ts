import type { Phase } from '../../shared/contract/index.ts';

/**
 * What the supervisor (Electron main, or launch for the Chromium shell) and the core say to each other beside the
 * pages' RPC. Travels over the child's IPC channel (serialization 'advanced') or the utility process's parent port.
 */
export type ToCore =
  /** A page may connect to the WebSocket with this token, once, within ten seconds, from this origin. */
  | { readonly kind: 'admit'; readonly token: string; readonly origin: string }
  /** A page's port was handed over (utility process: the port travels beside; relay: frames follow). */
  | { readonly kind: 'page-opened'; readonly page: number }
  | { readonly kind: 'page-closed'; readonly page: number }
  /** One RPC frame of a relayed page, unchanged. */
  | { readonly kind: 'frame'; readonly page: number; readonly data: string | Uint8Array }
  /** The answer to a `shell-request`. */
  | { readonly kind: 'shell-reply'; readonly id: number; readonly reply: ShellReply }
  | { readonly kind: 'stop' };

export type FromCore =
  /** The WebSocket is open on this loopback port (Chromium shell only). */
  | { readonly kind: 'listening'; readonly port: number }
  /** The core's event loop turns; missed beats mean that it hangs. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'frame'; readonly page: number; readonly data: string | Uint8Array }
  | { readonly kind: 'shell-request'; readonly id: number; readonly request: ShellRequest }
  /** A technician leaves the kiosk; the shell ends, and turns the machine off where it was asked to. */
  | { readonly kind: 'leave'; readonly how: 'leave' | 'shut-down' }
  /** The session of one person ended: the next person gets a new page. */
  | { readonly kind: 'session-ended' }
  /** The card screen opened or closed: only meanwhile may our page use the camera. */
  | { readonly kind: 'camera'; readonly allowed: boolean };

/** What only the Electron shell can do for the core: the operating system's secret store. */
export type ShellRequest =
  | { readonly kind: 'protection' }
  | { readonly kind: 'protect'; readonly plain: Uint8Array }
  | { readonly kind: 'unprotect'; readonly sealed: Uint8Array };

export type ShellReply =
  /** `backend` as Electron names it; `null` where safeStorage must not be used (basic_text, no keyring). */
  | { readonly kind: 'protection'; readonly backend: string | null }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: string };

/** How the core process is started; the same three values in every shell. */
export const shells = ['electron', 'chromium', 'none'] as const;
export type Shell = (typeof shells)[number];

/** How the core leaves. Any other code is a crash, and the core is started again. */
export const coreExit = {
  done: 0,
  /** It can never start like this (wrong flags, invalid configuration): starting it again would not help. */
  refused: 2,
  /** A technician asked for a new start: no crash, and nothing of the restart budget. */
  again: 3,
} as const;

/** Limits of the life of the core, in one place. */
export const timings = {
  /** The core says `alive` this often. */
  beatMs: 1_000,
  /** Silence this long means that the core hangs: it is killed and started again. */
  silenceMs: 6_000,
  /** A core that has not said `phase` or `listening` by then did not start. */
  startMs: 20_000,
  /** An ordered stop may take this long before the core is killed. */
  stopMs: 5_000,
  /** Restart budget: this many restarts within the window, then the calm stop page. */
  budgetRestarts: 3,
  budgetWindowMs: 10 * 60_000,
  /** A load's token is valid this long, once. */
  tokenMs: 10_000,
} as const;
