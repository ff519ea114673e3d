import { setTimeout as delay } from 'node:timers/promises';
import type { Misbehaviour } from '../../portal/misbehaviour.ts';
import { between, pick, type Random } from '../page-set/random.ts';
import type { Ledger } from './ledger.ts';

const untilNextMs = { least: 500, most: 6_000 };

/**
 * What goes wrong between kiosk and portal. Signed refusals are left out: a dossier that the portal refuses rightly waits for
 * staff, and nobody of the staff is here.
 */
function someTrouble(random: Random): Misbehaviour {
  const times = Math.floor(between(random, 1, 5));
  const kinds: readonly Misbehaviour[] = [
    { kind: 'none' },
    { kind: 'none' },
    { kind: 'offline' },
    { kind: 'latency', ms: Math.floor(between(random, 50, 800)), times: 10 },
    { kind: 'drop-reply', times },
    { kind: 'drop-reply', call: 'finaliseDossier' },
    { kind: 'reset', times },
    { kind: 'failure', status: pick(random, [500, 502, 503, 504] as const), times },
    { kind: 'failure', status: 429, retryAfterSeconds: 1, times: 1 },
    { kind: 'captive', times },
    { kind: 'redirect', location: 'http://127.0.0.1:9/', times },
    { kind: 'unsigned', times },
    { kind: 'wrong-signature', times },
    { kind: 'other-request', times },
    { kind: 'changed-body', times },
    { kind: 'wrong-schema', times: 1 },
    { kind: 'cut-off', times },
    {
      kind: 'reset-mid-body',
      afterBytes: Math.floor(between(random, 0, 200_000)),
      times,
      call: 'uploadBytes',
    },
    {
      kind: 'reset-mid-body',
      afterBytes: Math.floor(between(random, 0, 90_000)),
      times,
      call: 'uploadCreate',
    },
    { kind: 'damage', times: 1, call: 'uploadBytes' },
    { kind: 'lose-upload', status: pick(random, [404, 410] as const), times: 1 },
    { kind: 'lose-file', times: 1, call: 'finaliseDossier' },
    { kind: 'other-proof', what: pick(random, ['hash', 'count', 'content'] as const), times: 1 },
    { kind: 'wrong-clock', offsetMs: 86_400_000, times },
  ];
  return pick(random, kinds);
}

/** Plays trouble at random moments until `stop`, which resolves with a portal that is well again. */
export function makeTrouble(deps: {
  readonly world: string;
  readonly random: Random;
  readonly ledger: Ledger;
}) {
  const stopped = new AbortController();

  async function play(rule: Misbehaviour): Promise<void> {
    const response = await fetch(new URL('/misbehave', deps.world), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    if (!response.ok) throw new Error(`the portal does not know ${rule.kind}: ${await response.text()}`);
    await response.arrayBuffer();
  }

  async function goOn(): Promise<void> {
    for (;;) {
      const pauseMs = between(deps.random, untilNextMs.least, untilNextMs.most);
      await delay(pauseMs, null, { signal: stopped.signal }).catch(() => {}); // cut short by the end
      if (stopped.signal.aborted) return play({ kind: 'none' });
      // What went before is over; several at once would only be one of them.
      await play({ kind: 'none' });
      const rule = someTrouble(deps.random);
      await play(rule);
      if (rule.kind !== 'none') deps.ledger.counts['portal faults played'] += 1;
    }
  }

  const going = goOn();
  return {
    stop(): Promise<void> {
      stopped.abort();
      return going;
    },
  };
}
