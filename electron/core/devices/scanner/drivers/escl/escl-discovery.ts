import { Bonjour, type Browser, type Service } from 'bonjour-service';
import type { Log } from '../../../../diagnostics/index.ts';
import { announcedRoot } from './escl-address.ts';

/** A scanner that says of itself that it is there. */
export interface Announced {
  /** Its own lasting name (TXT UUID), else the name of the service. */
  readonly key: string;
  readonly root: URL;
}

/** Listens for `_uscan._tcp` and `_uscans._tcp`; a scanner with both is asked over TLS. */
export interface EsclDiscovery {
  start(): void;
  announced(): readonly Announced[];
  /** Asks the network again: announcements are lost on busy wireless networks. */
  askAgain(): void;
  stop(): Promise<void>;
}

/** `networkInterface` is the address to ask on; null asks on the usual one. */
export function createEsclDiscovery(deps: {
  readonly networkInterface: string | null;
  readonly log: Log;
}): EsclDiscovery {
  let bonjour: Bonjour | null = null;
  let browsers: readonly Browser[] = [];

  function describe(service: Service): Announced | null {
    const txt: Readonly<Record<string, unknown>> =
      typeof service.txt === 'object' && service.txt !== null ? service.txt : {};
    const text = (name: string): string | undefined => {
      const found = Object.entries(txt).find(([key]) => key.toLowerCase() === name);
      return typeof found?.[1] === 'string' ? found[1] : undefined;
    };
    const announced = service.addresses ?? [];
    const sender = service.referer?.address;
    // The sender is reachable for sure, but across networks it is a reflector and not the scanner; some announce none.
    const isSenderMeant = sender !== undefined && (announced.length === 0 || announced.includes(sender));
    const addresses = isSenderMeant ? [sender, ...announced] : announced;
    // Link-local IPv6 needs a zone that no address here carries.
    const address =
      addresses.find((one) => !one.includes(':')) ?? addresses.find((one) => !/^fe80/i.test(one));
    if (address === undefined) return null;
    const root = announcedRoot({
      secure: service.type === 'uscans',
      address,
      port: service.port,
      rs: text('rs'),
    });
    return root === null ? null : { key: text('uuid')?.toLowerCase() ?? service.name, root };
  }

  return {
    start() {
      try {
        // Bound to the interface's own address, Linux would keep back what is sent to everybody.
        const options =
          deps.networkInterface === null ? {} : { interface: deps.networkInterface, bind: '0.0.0.0' };
        bonjour = new Bonjour(options as ConstructorParameters<typeof Bonjour>[0], (error: unknown) =>
          deps.log.failure('scanner discovery failed', error),
        );
        const listening = bonjour;
        browsers = ['uscans', 'uscan'].map((type) => listening.find({ type }));
      } catch (error) {
        // Configured addresses go on without it.
        deps.log.failure('scanner discovery failed', error);
      }
    },
    announced() {
      const found = new Map<string, Announced>();
      for (const browser of browsers) {
        for (const service of browser.services) {
          const one = describe(service);
          if (one !== null && !found.has(one.key)) found.set(one.key, one);
        }
      }
      return [...found.values()];
    },
    askAgain() {
      for (const browser of browsers) browser.update();
    },
    async stop() {
      for (const browser of browsers) browser.stop();
      browsers = [];
      const open = bonjour;
      bonjour = null;
      if (open !== null) await new Promise<void>((resolve) => open.destroy(() => resolve()));
    },
  };
}
