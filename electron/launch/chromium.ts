import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../../shared/clock.ts';
import { type CdpPipe, openCdpPipe } from './cdp-pipe.ts';
import { killGroup } from './process-group.ts';
import { makeProfileFolder, removeProfileFolder } from './profile-folder.ts';

/** Limits of the life of the browser and its page. */
const timings = {
  /** The page must answer a trivial question this often, or its renderer hangs. */
  questionMs: 4_000,
  answerMs: 5_000,
  /** The first page target appears within this time after the start. */
  startMs: 20_000,
  /** An ordered close may take this long before the browser is killed. */
  closeMs: 3_000,
  /** The last person's page may take this long to let go of the clipboard. */
  wipeMs: 400,
} as const;

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium, or null. */
export function findChromium(): string | null {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const candidate = path.join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not in this folder: the next one is tried.
      }
    }
  }
  return null;
}

/**
 * A browser for one kiosk page: nothing of its own on the screen, nothing kept, nothing asked, nobody called. Not
 * `--incognito`: permissions set over the protocol do not reach such a window, and its profile lies in memory anyway.
 */
const kioskFlags = [
  '--kiosk',
  // The second name of our page is this machine's whatever a resolver says.
  '--host-resolver-rules=MAP localhost 127.0.0.1',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--disable-infobars',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-notifications',
  '--disable-print-preview',
  '--disable-breakpad',
  '--disable-save-password-bubble',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--touch-events=enabled',
  '--autoplay-policy=no-user-gesture-required',
  '--password-store=basic',
  '--disk-cache-size=1',
  '--no-pings',
  '--metrics-recording-only',
  '--lang=vi',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,InterestFeedContentSuggestions,DialMediaRouteProvider,GlobalMediaControls,BackForwardCache',
];

/** What no flag turns off: the offer to translate, to save a password, to fill in an address. */
const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  search: { suggest_enabled: false },
  intl: { accept_languages: 'vi,en', selected_languages: 'vi,en' },
};

/** A running kiosk browser. */
export interface KioskBrowser {
  /** Loads the page again, also after its renderer crashed. */
  reload(): void;
  /** Wipes what the last person could have left and opens the page as another site: in a process of its own. */
  nextPerson(): void;
  /** Only while the card screen is open may our page use the camera; never the microphone. */
  allowCamera(allowed: boolean): void;
  /** Called once; `code` is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  close(): Promise<void>;
}

/**
 * Opens Chromium in kiosk mode on the first of two `origins` of our page with a fresh profile in memory, reloads a page whose renderer crashed, ends a browser
 * whose page hangs, and keeps it on our page: other windows, addresses and downloads are refused.
 */
export function openKioskBrowser(deps: {
  readonly program: string;
  readonly origins: readonly [string, string];
  /** Added by whoever runs us, for a machine that needs it. */
  readonly extraFlags: readonly string[];
  readonly clock: Clock;
  readonly say: (line: string) => void;
}): KioskBrowser {
  const profileFolder = makeProfileFolder();
  mkdirSync(path.join(profileFolder, 'Default'), { mode: 0o700 });
  writeFileSync(path.join(profileFolder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const browser = spawn(
    deps.program,
    [
      ...kioskFlags,
      ...deps.extraFlags,
      '--remote-debugging-pipe',
      `--user-data-dir=${profileFolder}`,
      `--app=${deps.origins[0]}/`,
    ],
    // A group of its own, so that its helpers can be ended with it; the pipe's end tells it when we are gone.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const exitListeners: ((code: number | null) => void)[] = [];
  let exited = false;
  const gone = new Promise<void>((settle) => {
    const end = (code: number | null): void => {
      if (exited) return;
      exited = true;
      guard.stop();
      killGroup(browser);
      removeProfileFolder(profileFolder);
      for (const listener of exitListeners) listener(code);
      settle();
    };
    browser.once('exit', end);
    browser.once('error', () => end(null));
  });
  const cdp = openCdpPipe(pipeAt<Writable>(browser, 3), pipeAt<Readable>(browser, 4));
  const guard = guardPage({ ...deps, cdp, giveUp: () => killGroup(browser) });

  return {
    reload: guard.reload,
    nextPerson: guard.nextPerson,
    allowCamera: guard.allowCamera,
    onExit: (listener) => void exitListeners.push(listener),
    async close() {
      if (exited) return;
      cdp.send('Browser.close').catch(() => {
        // Already going: the wait below ends with it.
      });
      const cancel = deps.clock.after(timings.closeMs, () => killGroup(browser));
      await gone;
      cancel();
    },
  };
}

/** An empty text would leave the last one where it is. */
const overwriteClipboard = "navigator.clipboard.writeText(' ').catch(() => undefined)";

/** Watches the one page over the protocol. */
function guardPage(deps: {
  readonly cdp: CdpPipe;
  readonly origins: readonly [string, string];
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly giveUp: () => void;
}): { reload(): void; nextPerson(): void; allowCamera(allowed: boolean): void; stop(): void } {
  const { cdp, clock, origins, say } = deps;
  let [origin, otherOrigin] = origins;
  let stopped = false;
  let hasLoaded = false;
  let page: { readonly targetId: string; readonly sessionId: string } | null = null;
  let cancelWait = clock.after(timings.startMs, () => fail('Chromium showed no page in time.'));

  function fail(sentence: string): void {
    if (stopped) return;
    say(sentence);
    deps.giveUp();
  }

  /** Sends what may fail only because the browser or the page is going; its exit is what counts then. */
  function tell(method: string, params: Readonly<Record<string, unknown>>, sessionId?: string): void {
    cdp.send(method, params, sessionId).catch(() => {});
  }

  function setPermission(name: string, setting: 'granted' | 'denied'): void {
    for (const site of origins)
      tell('Browser.setPermission', { origin: site, permission: { name }, setting });
  }

  function ask(): void {
    cancelWait();
    if (stopped || page === null) return;
    cancelWait = clock.after(timings.answerMs, () =>
      fail('The page does not answer; the browser is started again.'),
    );
    cdp.send('Runtime.evaluate', { expression: '1' }, page.sessionId).then(askLater, askLater);
  }

  function askLater(): void {
    cancelWait();
    if (!stopped) cancelWait = clock.after(timings.questionMs, ask);
  }

  async function adopt(targetId: string): Promise<void> {
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    page = { targetId, sessionId: String(sessionId) };
    await cdp.send('Page.enable', {}, page.sessionId);
    await cdp.send('Inspector.enable', {}, page.sessionId);
    askLater();
  }

  function reload(): void {
    if (page !== null) tell('Page.navigate', { url: `${origin}/` }, page.sessionId);
  }

  function nextPerson(): void {
    if (page === null) return;
    const { sessionId } = page;
    const open = (): void => {
      if (isOpened) return;
      isOpened = true;
      cancelOpening();
      reload();
    };
    let isOpened = false;
    // A page that hangs cannot hold up the next person.
    const cancelOpening = clock.after(timings.wipeMs, open);
    [origin, otherOrigin] = [otherOrigin, origin];
    for (const site of origins) {
      tell('Storage.clearDataForOrigin', { origin: site, storageTypes: 'all' }, sessionId);
    }
    tell('Network.clearBrowserCache', {}, sessionId);
    // A copied word would be the next person's to paste.
    const expression = overwriteClipboard;
    cdp
      .send('Runtime.evaluate', { expression, userGesture: true, awaitPromise: true }, sessionId)
      .then(open, open);
  }

  cdp.onEvent(({ method, params, sessionId }) => {
    if (method === 'Target.targetCreated') {
      const target = params.targetInfo as { readonly type: string; readonly targetId: string };
      if (target.type !== 'page') return;
      if (page === null && !stopped)
        adopt(target.targetId).catch(() => fail('Chromium could not be guided.'));
      else if (page !== null && target.targetId !== page.targetId)
        tell('Target.closeTarget', { targetId: target.targetId });
    } else if (method === 'Inspector.targetCrashed' && sessionId === page?.sessionId) {
      say('The page crashed and is loaded again.');
      reload();
    } else if (method === 'Page.frameNavigated' && sessionId === page?.sessionId) {
      const frame = params.frame as { readonly parentId?: string; readonly url: string };
      if (frame.parentId !== undefined) return;
      // Before the first load the window is blank by itself; afterwards every other address, errors included, is not ours.
      if (frame.url.startsWith(`${origin}/`)) hasLoaded = true;
      else if (hasLoaded) reload();
    } else if (method === 'Page.loadEventFired' && sessionId === page?.sessionId) {
      // There is no way back to an earlier load, of this person or another. Before the load is done it would not hold.
      tell('Page.resetNavigationHistory', {}, sessionId);
    }
  });
  tell('Browser.setDownloadBehavior', { behavior: 'deny' });
  setPermission('camera', 'denied');
  setPermission('microphone', 'denied');
  tell('Target.setDiscoverTargets', { discover: true });

  return {
    reload,
    nextPerson,
    allowCamera: (allowed) => setPermission('camera', allowed ? 'granted' : 'denied'),
    stop() {
      stopped = true;
      cancelWait();
    },
  };
}

function pipeAt<T>(browser: ChildProcess, index: number): T {
  return browser.stdio[index] as T;
}
