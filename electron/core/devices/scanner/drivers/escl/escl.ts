import type { Clock } from '../../../../../../shared/clock.ts';
import type { Log } from '../../../../diagnostics/index.ts';
import type { FoundScanner, ScannerDriver } from '../../scanner.port.ts';
import { wait } from '../../wait.ts';
import { esclRoot } from './escl-address.ts';
import { createEsclDevice, type EsclDevice } from './escl-device.ts';
import type { EsclDiscovery } from './escl-discovery.ts';
import type { EsclDescription } from './escl-documents.ts';
import type { EsclHttp } from './escl-http.ts';
import type { EsclQuirks } from './escl-quirks.ts';

/** One address with what was learned there. */
interface Place {
  readonly device: EsclDevice;
  description: EsclDescription | null;
  /** So many looks in a row without an answer: one lost packet is no unplugged scanner. */
  misses: number;
  looking: Promise<void> | null;
}

/** A scanner that hangs holds up the news of the others no longer than this. */
const lookMs = 3_000;

/** Looks in a row without an answer before a scanner counts as gone. */
const missesUntilGone = 3;

/** Network scanners and multifunction printers that speak eSCL (AirScan), by configured address and by mDNS. */
export function createEsclDriver(deps: {
  readonly addresses: readonly string[];
  /** Null where only the configured addresses count. */
  readonly discovery: EsclDiscovery | null;
  readonly http: EsclHttp;
  readonly quirksOf: (makeAndModel: string) => EsclQuirks;
  readonly clock: Clock;
  readonly log: Log;
}): ScannerDriver {
  const { discovery, clock, log } = deps;
  const places = new Map<string, Place>();

  function roots(): readonly URL[] {
    const configured = deps.addresses.map((address) => esclRoot(address)).filter((root) => root !== null);
    const announced = discovery?.announced().map(({ root }) => root) ?? [];
    const all = new Map([...configured, ...announced].map((root) => [root.href, root]));
    return [...all.values()];
  }

  function placeOf(root: URL): Place {
    const before = places.get(root.href);
    if (before !== undefined) return before;
    const { http, quirksOf } = deps;
    const place: Place = {
      device: createEsclDevice({ root, http, quirksOf, clock }),
      description: null,
      misses: 0,
      looking: null,
    };
    places.set(root.href, place);
    return place;
  }

  async function look(place: Place, signal: AbortSignal): Promise<void> {
    try {
      place.description = await place.device.describe(signal);
      place.misses = 0;
    } catch (error) {
      if (signal.aborted) return;
      place.misses += 1;
      if (place.misses === 1) log.failure('scanner does not answer', error, { driver: 'escl' });
    } finally {
      place.looking = null;
    }
  }

  return {
    name: 'escl',
    lookEveryMs: 10_000,
    start: () => discovery?.start(),
    async find(signal) {
      discovery?.askAgain();
      const asked = roots().map(placeOf);
      for (const place of asked) place.looking ??= look(place, signal);
      const limit = new AbortController();
      await Promise.race([
        Promise.all(asked.map((place) => place.looking)),
        wait(clock, lookMs, AbortSignal.any([signal, limit.signal])).catch(() => {
          // All have answered first, or the kiosk stops.
        }),
      ]);
      limit.abort();
      signal.throwIfAborted();
      const scanners: FoundScanner[] = [];
      const known = new Set<string>();
      for (const place of asked) {
        // One that was seen and sleeps now is woken by the scan itself.
        if (place.description === null || place.misses >= missesUntilGone) continue;
        const { vendor, model, serial, uuid } = place.description;
        // One scanner by its configured and its announced address, or by both of its names.
        const identity = uuid ?? (serial === null ? null : `${vendor} ${model} ${serial}`);
        if (identity !== null && known.has(identity)) continue;
        if (identity !== null) known.add(identity);
        const { device } = place;
        scanners.push({
          id: { driver: 'escl', vendor, model, serial: serial ?? uuid },
          capabilities: async (asking) => (await device.describe(asking)).capabilities,
          trouble: (asking) => device.trouble(asking),
          scan: (run) => device.scan(run),
        });
      }
      return scanners;
    },
    async endVisit() {},
    async stop() {
      await discovery?.stop();
    },
  };
}
