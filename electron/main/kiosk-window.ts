import path from 'node:path';
import { BrowserWindow, type Session } from 'electron';
import { lockContents } from './lock-down.ts';
import type { ShellOptions } from './options.ts';

/** The paper ground of the page's own theme: what shows before the first paint is not a white flash. */
const paper = '#faf7f0';

/** Opens the one window over the whole screen with a page that has no privileges. It loads nothing yet. */
export function openKioskWindow(deps: {
  readonly options: ShellOptions;
  readonly appFolder: string;
  readonly session: Session;
  readonly show: boolean;
}): BrowserWindow {
  const { options } = deps;
  const demo = options.profile === 'demo';
  const whole = options.window === null;
  const window = new BrowserWindow({
    ...(options.window ?? {}),
    kiosk: whole,
    fullscreen: whole,
    frame: false,
    // Openbox and others refuse full screen to a window that says it has one size.
    resizable: whole,
    movable: false,
    minimizable: false,
    closable: demo,
    autoHideMenuBar: true,
    title: 'Một cửa',
    backgroundColor: paper,
    show: deps.show,
    webPreferences: {
      preload: path.join(deps.appFolder, 'dist', 'preload', 'preload.cjs'),
      session: deps.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: demo,
      // The watch over painted frames must not be slowed where a window manager thinks that the window is covered.
      backgroundThrottling: false,
      // Spoken prompts start by themselves.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  lockContents(window.webContents, { devTools: demo });
  return window;
}
