import type { Session, WebContents } from 'electron';
import { isInert } from './inert-keys.ts';
import { pageOrigin } from './page-scheme.ts';

/** Nothing of a session leaves the machine or reaches the disk: the page talks to the core, never to a network. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((request, answer) => {
    const allowed = /^(app|blob|data|devtools|chrome-extension):/.test(request.url);
    answer({ cancel: !allowed });
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/** Takes from a page what a kiosk's visitor must not have: ways out, new windows, dialogs, zoom, and inert keys. */
export function lockContents(contents: WebContents, options: { readonly devTools: boolean }): void {
  const stay = (event: { preventDefault(): void }): void => event.preventDefault();
  // A reload of our own document is the recovery's way and is started by main, so it never passes here.
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', stay);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('context-menu', stay);
  // Here "prevent" means: leave without the browser's own question, which nobody would close.
  contents.on('will-prevent-unload', stay);
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('login', (event, _details, _auth, answer) => {
    event.preventDefault();
    answer();
  });

  contents.on('did-finish-load', () => void contents.setVisualZoomLevelLimits(1, 1));
  contents.on('zoom-changed', () => contents.setZoomFactor(1));

  contents.on('before-input-event', (event, input) => {
    if (options.devTools) {
      if (input.type === 'keyDown' && input.key === 'F12') contents.toggleDevTools();
      return;
    }
    if (isInert(input)) event.preventDefault();
  });
}

/** True for a message that comes from the main frame of our own page. */
export function isFromOurPage(event: {
  readonly sender: WebContents;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/`);
}
