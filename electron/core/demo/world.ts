import * as z from 'zod';
import { unreachable } from '../../../shared/assert.ts';
import type { DockPlay, DockState, PortalMood } from '../../../shared/contract/index.ts';
import type { DemoReader, SamplePapers } from '../devices/index.ts';

/** How the reference portal's control interface calls each mood (tests/portal/misbehaviour.ts). */
const misbehaviourOfMood = {
  well: { kind: 'none' },
  slow: { kind: 'latency', ms: 4_000 },
  'reply-lost': { kind: 'drop-reply' },
  failing: { kind: 'failure', status: 503 },
  'captive-page': { kind: 'captive' },
  'wrong-signature': { kind: 'wrong-signature' },
  'wrong-clock': { kind: 'wrong-clock', offsetMs: 3 * 86_400_000 },
  reset: { kind: 'reset' },
} as const satisfies Readonly<Record<PortalMood, object>>;

const stateSchema = z.object({
  open: z.boolean(),
  misbehaviours: z.array(z.object({ kind: z.string() })),
});
const codeSchema = z.object({ code: z.string() });

/** The demo's outside world, steered over the wire of its simulators' own control interface. */
export interface DemoWorld {
  /** A one-time code, as the portal's administrator would hand it to the technician. */
  enrolmentCode(kioskId: string): Promise<string>;
  /** The reader before which sample cards are held. */
  readonly reader: DemoReader;
  state(): Promise<DockState>;
  play(play: DockPlay): Promise<DockState>;
}

/** Connects to the world that launch started. `clockShift` moves the kiosk's own wall clock. */
export function createDemoWorld(deps: {
  readonly address: string;
  readonly reader: DemoReader;
  readonly papers: SamplePapers;
  readonly clockShift: { minutes(): number; shiftTo(minutes: number): void };
}): DemoWorld {
  /** Offline shuts the door of the portal whatever its mood; the mood comes back with the network. */
  let mood: PortalMood = 'well';

  async function ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(new URL(path, deps.address), {
      signal: AbortSignal.timeout(3_000),
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return response.json();
  }

  async function state(): Promise<DockState> {
    const now = stateSchema.parse(await ask('/state'));
    const kinds = now.misbehaviours.map((rule) => rule.kind);
    const moods = Object.entries(misbehaviourOfMood) as [PortalMood, { readonly kind: string }][];
    return {
      network: now.open ? 'online' : 'offline',
      portal: moods.find(([, rule]) => kinds.includes(rule.kind))?.[0] ?? 'well',
      clockShiftMinutes: deps.clockShift.minutes(),
    };
  }

  async function setMood(next: PortalMood): Promise<void> {
    mood = next;
    await ask('/misbehave', misbehaviourOfMood.well);
    if (next !== 'well') await ask('/misbehave', misbehaviourOfMood[next]);
  }

  return {
    reader: deps.reader,
    enrolmentCode: async (kioskId) => codeSchema.parse(await ask('/enrolment-codes', { kioskId })).code,
    state,
    async play(play) {
      switch (play.kind) {
        case 'network':
          if (play.network === 'offline') await ask('/misbehave', { kind: 'offline' });
          else await setMood(mood);
          break;
        case 'portal':
          await setMood(play.portal);
          break;
        case 'clock':
          deps.clockShift.shiftTo(play.shiftMinutes);
          break;
        case 'card':
          deps.reader.show(play.card);
          break;
        case 'paper':
          await deps.papers.load(play.paper);
          break;
        case 'bank':
          await ask('/bank/pay', { way: play.way });
          break;
        case 'sign-in':
          await ask('/sign-in/answer', { answer: play.answer });
          break;
        default:
          unreachable(play);
      }
      return state();
    },
  };
}
