import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, Menu } from 'electron';
import { systemClock } from '../../shared/clock.ts';
import { readShellOptions } from './options.ts';
import { declarePageScheme } from './page-scheme.ts';
import { powerOff } from './power-off.ts';
import { openShell } from './shell.ts';
import { createShellLog } from './shell-log.ts';

/** How the shell leaves, for launch and service managers. */
const exitCodes = { done: 0, defect: 1, refused: 2, secondInstance: 3 } as const;

const log = createShellLog(process.stderr);

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

// Electron's own answer to a defect is a dialog, which nobody at a kiosk can close.
process.on('uncaughtException', (error) => {
  log('shell-defect', { error: error.name, at: (error.stack ?? '').split('\n').slice(1, 4).join(' < ') });
  app.exit(exitCodes.defect);
});

function main(): void {
  const read = readShellOptions(process.argv.slice(1), {
    usualDataFolder: path.join(app.getPath('appData'), 'mot-cua-kiosk', 'data'),
    nodeApi: Number(process.versions.napi ?? 0),
  });
  if (!read.ok) {
    say(read.problem);
    app.exit(exitCodes.refused);
    return;
  }
  const { options } = read;

  // The lock is per data folder: two shells on the same data would be two kiosks with one counter.
  app.setPath('userData', path.join(options.dataFolder, 'shell'));
  if (!app.requestSingleInstanceLock()) {
    say('The kiosk is already running on this data folder; its window was brought to the front.');
    app.exit(exitCodes.secondInstance);
    return;
  }

  declarePageScheme();
  app.commandLine.appendSwitch('disable-pinch');
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  if (process.platform === 'linux' && !existsSync('/dev/dri')) {
    // No graphics driver: a GPU process that fails at its start left 4 of 20 pages without a single frame.
    app.disableHardwareAcceleration();
  }
  if (process.platform === 'linux' && !app.commandLine.hasSwitch('password-store')) {
    // Chromium chooses the store by desktop name; a bare kiosk session has none and would get basic_text.
    app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
  }
  Menu.setApplicationMenu(null);

  void app.whenReady().then(() => {
    let ending = false;
    let isPowerOff = false;
    const shell = openShell({
      options,
      appFolder: app.getAppPath(),
      clock: systemClock,
      log,
      onLeave: (how) => {
        isPowerOff = how === 'shut-down';
        end();
      },
    });
    app.on('second-instance', () => shell.focus());
    // Windows come and go with persons; the shell decides when it ends.
    app.on('window-all-closed', () => {});
    function end(event?: { preventDefault(): void }): void {
      event?.preventDefault();
      if (ending) return;
      ending = true;
      void shell.close().then(() => {
        if (isPowerOff) powerOff(log);
        app.exit(exitCodes.done);
      });
    }
    app.on('before-quit', end);
    process.on('SIGTERM', () => end());
    process.on('SIGINT', () => end());
    if (options.endWithStdin) process.stdin.once('close', () => end()).resume();
  });
}

main();
