import * as z from 'zod';
import { type PortalCall, portalCalls } from '../../shared/portal/index.ts';
import { type ProviderWay, providerWays } from './sign-in/lies.ts';

/** The requests of an upload, beside the calls of the contract: POST, HEAD and PATCH of tus. */
const uploadSteps = ['uploadCreate', 'uploadOffset', 'uploadBytes'] as const;
export type UploadStep = (typeof uploadSteps)[number];
/** Everything that a kiosk asks over the wire. */
export type WireStep = PortalCall | UploadStep;
const wireSteps: readonly WireStep[] = [...portalCalls, ...uploadSteps];

const scope = {
  /** How many requests it meets before it is over; without it, all until `none`. */
  times: z.int().positive().optional(),
  /** Only this call; without it, every one. */
  call: z.enum(wireSteps as readonly [WireStep, ...WireStep[]]).optional(),
};

/** Everything the portal can be told to do wrong; also the body of `POST /misbehave`. */
export const misbehaviourSchema = z.discriminatedUnion('kind', [
  /** Well-behaved again: everything below is forgotten and the door is open. */
  z.strictObject({ kind: z.literal('none') }),
  /** The reply comes late. */
  z.strictObject({ kind: z.literal('latency'), ms: z.int().min(0).max(600_000), ...scope }),
  /** The work is done and durable, then the connection dies instead of a reply. */
  z.strictObject({ kind: z.literal('drop-reply'), ...scope }),
  /** The connection is reset before anything is done. */
  z.strictObject({ kind: z.literal('reset'), ...scope }),
  /** A failure, as a broken portal or a proxy before it gives it: unsigned, not JSON. */
  z.strictObject({
    kind: z.literal('failure'),
    status: z.union([
      z.literal(500),
      z.literal(502),
      z.literal(503),
      z.literal(504),
      z.literal(429),
      z.literal(413),
    ]),
    retryAfterSeconds: z.int().min(0).optional(),
    ...scope,
  }),
  /** The log-in page of a guest network stands where the portal was: 200 with HTML. */
  z.strictObject({ kind: z.literal('captive'), ...scope }),
  /** As a guest network also does it: a redirect to its page. */
  z.strictObject({ kind: z.literal('redirect'), location: z.string(), ...scope }),
  /** Somebody else's JSON: 200 without our headers. */
  z.strictObject({ kind: z.literal('unsigned'), ...scope }),
  /** The portal's clock is this far ahead (or behind). */
  z.strictObject({ kind: z.literal('wrong-clock'), offsetMs: z.int(), ...scope }),
  /** Signed by another key. */
  z.strictObject({ kind: z.literal('wrong-signature'), ...scope }),
  /** Well signed, but the answer to another request. */
  z.strictObject({ kind: z.literal('other-request'), ...scope }),
  /** Changed on the way, after it was signed. */
  z.strictObject({ kind: z.literal('changed-body'), ...scope }),
  /** Well signed, but not what the contract says. */
  z.strictObject({ kind: z.literal('wrong-schema'), ...scope }),
  /** The line dies in the middle of the body. */
  z.strictObject({ kind: z.literal('cut-off'), ...scope }),
  /** Well signed: no, with one of the call's own codes (for an upload only the status counts). */
  z.strictObject({
    kind: z.literal('refuse'),
    code: z.string(),
    status: z.int().min(400).max(499),
    data: z.record(z.string(), z.unknown()).optional(),
    ...scope,
  }),
  /** The answer to `finaliseDossier` is well signed and says something else than what was sent. */
  z.strictObject({
    kind: z.literal('other-proof'),
    what: z.enum(['hash', 'count', 'content', 'code']),
    ...scope,
  }),
  /** A file that was held is gone when the dossier is finalised. */
  z.strictObject({ kind: z.literal('lose-file'), ...scope }),
  /** The line dies after so many bytes of an upload's body; the portal keeps what came. */
  z.strictObject({ kind: z.literal('reset-mid-body'), afterBytes: z.int().nonnegative(), ...scope }),
  /** A byte of an upload changes on the way. */
  z.strictObject({ kind: z.literal('damage'), ...scope }),
  /** The unfinished upload that is asked for is gone. */
  z.strictObject({
    kind: z.literal('lose-upload'),
    status: z.union([z.literal(404), z.literal(410)]),
    ...scope,
  }),
  /** The answer names another offset than the true one. */
  z.strictObject({ kind: z.literal('wrong-offset'), offset: z.int().nonnegative(), ...scope }),
  /** The provider of identities does this, one thing at a time (sign-in/lies.ts). */
  z.strictObject({ kind: z.literal('provider'), way: z.enum(providerWays), ...scope }),
  /** The door is shut: the port is closed and every connection destroyed, until `none`. */
  z.strictObject({ kind: z.literal('offline') }),
]);

export type Misbehaviour = z.infer<typeof misbehaviourSchema>;
type Scoped = Exclude<Misbehaviour, { readonly kind: 'none' | 'offline' }>;
type Kind = Scoped['kind'];

/** What is wrong with one reply, by kind. */
export interface Mischief {
  get<K extends Kind>(kind: K): Extract<Scoped, { readonly kind: K }> | null;
  /** The kinds in force, for the log. */
  readonly kinds: string;
}

/** The misbehaviours in force. Several may be at once; a new one replaces the older of its kind and call. */
export function createMisbehaviours() {
  let active: { readonly rule: Scoped; left: number }[] = [];

  return {
    add(rule: Scoped): void {
      active = active.filter((known) => known.rule.kind !== rule.kind || known.rule.call !== rule.call);
      active.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear(): void {
      active = [];
    },
    list: (): readonly Scoped[] => active.map((known) => known.rule),
    /** What the provider does wrong at a step that could go wrong in these ways; counted when it is taken. */
    takeWay(ways: readonly ProviderWay[]): ProviderWay | null {
      for (const known of active) {
        if (known.rule.kind !== 'provider' || !ways.includes(known.rule.way)) continue;
        known.left -= 1;
        if (known.left <= 0) active = active.filter((one) => one !== known);
        return known.rule.way;
      }
      return null;
    },
    /** Takes what applies to one request, and counts it. */
    take(call: WireStep | null): Mischief {
      const met = active.filter(
        ({ rule }) => rule.kind !== 'provider' && (rule.call === undefined || rule.call === call),
      );
      for (const known of met) known.left -= 1;
      active = active.filter((known) => known.left > 0);
      return {
        get<K extends Kind>(kind: K) {
          const found = met.find((known) => known.rule.kind === kind)?.rule;
          return (found ?? null) as Extract<Scoped, { readonly kind: K }> | null;
        },
        kinds: met.map((known) => known.rule.kind).join(' '),
      };
    },
  };
}
