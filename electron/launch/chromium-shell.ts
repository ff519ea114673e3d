import type { Clock } from '../../shared/clock.ts';
import type { Profile } from '../../shared/contract/index.ts';
import { timings } from '../supervise/control.ts';
import { type KioskBrowser, openKioskBrowser } from './chromium.ts';
import type { PageHost } from './page-host.ts';

/** The kiosk browser under supervision. */
export interface ChromiumShell {
  close(): Promise<void>;
}

/**
 * Keeps a kiosk Chromium on the host's page: a dead one is replaced within the restart budget, each new person gets a
 * new page, and a core that is gone for good puts the stop page on. `onEnd` is called when no browser can be kept, or
 * when somebody closed the window of the demo.
 */
export function openChromiumShell(deps: {
  readonly program: string;
  readonly extraFlags: readonly string[];
  readonly profile: Profile;
  readonly host: PageHost;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly onEnd: (reason: 'closed' | 'budget') => void;
}): ChromiumShell {
  const { host, clock, say } = deps;
  const restartTimes: number[] = [];
  let closing = false;
  let cameraAllowed = false;
  let browser: KioskBrowser = open();

  function open(): KioskBrowser {
    const opened = openKioskBrowser({ ...deps, origins: [host.origin, host.otherOrigin] });
    if (cameraAllowed) opened.allowCamera(true);
    opened.onExit((code) => {
      if (closing) return;
      if (code === 0 && deps.profile === 'demo') {
        deps.onEnd('closed');
        return;
      }
      const now = clock.monotonicMs();
      while (restartTimes[0] !== undefined && restartTimes[0] <= now - timings.budgetWindowMs)
        restartTimes.shift();
      if (restartTimes.length >= timings.budgetRestarts) {
        deps.onEnd('budget');
        return;
      }
      restartTimes.push(now);
      say(`Chromium ended (code ${code ?? 'none'}) and is started again.`);
      browser = open();
    });
    return opened;
  }

  const stopMessages = host.supervisor.onMessage((message) => {
    if (message.kind === 'session-ended') browser.nextPerson();
    if (message.kind === 'camera') {
      cameraAllowed = message.allowed;
      browser.allowCamera(cameraAllowed);
    }
  });
  const stopStates = host.supervisor.subscribe((state) => {
    if (state.kind === 'paused') browser.reload();
  });

  return {
    async close() {
      closing = true;
      stopMessages();
      stopStates();
      await browser.close();
    },
  };
}
