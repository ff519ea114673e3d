import path from 'node:path';
import { app, type BrowserWindow, ipcMain, powerSaveBlocker, session as sessions } from 'electron';
import type { Clock } from '../../shared/clock.ts';
import type { FromCore } from '../supervise/control.ts';
import { createSupervisor } from '../supervise/supervisor.ts';
import { startCore } from './core-host.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { isFromOurPage, lockSession } from './lock-down.ts';
import { takeOver, wipeSession } from './new-page.ts';
import type { ShellOptions } from './options.ts';
import { createPageCare } from './page-care.ts';
import { createPageDoor } from './page-door.ts';
import { servePageScheme } from './page-scheme.ts';
import { lockPermissions } from './permissions.ts';
import { answerShellRequest } from './secret-store.ts';
import type { ShellLog } from './shell-log.ts';

export interface Shell {
  focus(): void;
  /** Ends the core in order, then resolves; the caller ends Electron. */
  close(): Promise<void>;
}

/** Puts the shell together: session, window, core, and what keeps them alive. Needs a ready Electron. */
export function openShell(deps: {
  readonly options: ShellOptions;
  readonly appFolder: string;
  readonly clock: Clock;
  readonly log: ShellLog;
  /** A technician leaves the kiosk from its screen. */
  readonly onLeave: (how: 'leave' | 'shut-down') => void;
}): Shell {
  const { options, appFolder, clock, log } = deps;
  let closing = false;
  let cameraAllowed = false;
  let replacing = false;

  // No `persist:` and no cache: what a page leaves is in memory only.
  const session = sessions.fromPartition('kiosk', { cache: false });
  servePageScheme(session, {
    page: path.join(appFolder, 'dist', 'renderer'),
    pause: path.join(appFolder, 'resources', 'pages'),
  });
  lockSession(session);
  lockPermissions(session, () => cameraAllowed);
  powerSaveBlocker.start('prevent-display-sleep');

  const supervisor = createSupervisor({
    start: () =>
      startCore({
        host: options.coreHost,
        appFolder,
        args: {
          profile: options.profile,
          shell: 'electron',
          dataFolder: options.dataFolder,
          configPath: options.configPath,
          portalAddress: options.portalAddress,
          worldAddress: options.worldAddress,
        },
      }),
    clock,
    log,
  });
  const door = createPageDoor({ supervisor, host: options.coreHost });
  const care = createPageCare({ clock, log });

  function openWindow(show: boolean): BrowserWindow {
    const opened = openKioskWindow({ options, appFolder, session, show });
    opened.on('close', (event) => {
      if (closing) return;
      event.preventDefault();
      if (options.profile === 'demo') app.quit();
    });
    // A page may close itself past the close event; the kiosk is not left without a window.
    opened.on('closed', () => {
      if (!closing && opened === window) window = openWindow(true);
    });
    care.adopt(opened);
    return opened;
  }

  async function newPage(): Promise<void> {
    if (replacing || closing) return;
    replacing = true;
    try {
      await wipeSession(session);
      const previous = window;
      window = openWindow(false);
      await takeOver({ next: window, previous, clock });
    } finally {
      replacing = false;
    }
  }

  function heard(message: FromCore): void {
    switch (message.kind) {
      case 'camera':
        cameraAllowed = message.allowed;
        return;
      case 'leave':
        deps.onLeave(message.how);
        return;
      case 'session-ended':
        cameraAllowed = false;
        void newPage();
        return;
      case 'shell-request':
        supervisor.send({ kind: 'shell-reply', id: message.id, reply: answerShellRequest(message.request) });
        return;
      default:
        return; // frames are the door's, life signs the supervisor's
    }
  }

  supervisor.onMessage(heard);
  supervisor.subscribe((state) => {
    if (state.kind !== 'running') cameraAllowed = false;
    if (state.kind === 'paused') care.pause();
  });
  ipcMain.on('request-core', (event) => {
    if (isFromOurPage(event)) door.open(event.sender);
    else log('foreign-request-refused');
  });
  app.on('child-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    // Chromium starts a new GPU process itself; a page that stays dark after that is found by the frame watch.
    log('process-gone', { type: details.type, reason: details.reason });
    if (details.type === 'GPU' && !window.isDestroyed()) window.webContents.invalidate();
  });

  let window = openWindow(true);

  return {
    focus() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    async close() {
      closing = true;
      await supervisor.stop();
    },
  };
}
