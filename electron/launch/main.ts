import { existsSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../shared/clock.ts';
import type { Phase } from '../../shared/contract/index.ts';
import type { Shell } from '../supervise/control.ts';
import type { CoreArguments } from '../supervise/core-child.ts';
import { findChromium } from './chromium.ts';
import { openChromiumShell } from './chromium-shell.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import { resolveElectronRuntime, userCacheDir } from './electron-runtime.ts';
import { openElectronShell } from './electron-shell.ts';
import { type Flags, parseFlags, usage } from './flags.ts';
import { openPageHost, type PageHost } from './page-host.ts';
import { checkConfig, openLog, prepareDataFolder, usualDataFolder } from './place.ts';
import { StopSentence } from './stop-sentence.ts';

const root = path.resolve(import.meta.dirname, '../..');
const clock = systemClock;

/** What was opened, closed in the reverse order. */
const opened: (() => Promise<void>)[] = [];
let isEnding = false;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const parsed = parseFlags(process.argv.slice(2));
  if (!parsed.ok) throw new StopSentence(`${parsed.errors.join('\n')}\n${usage}`, { exitCode: 2 });
  const { flags } = parsed;
  if (flags.profile === 'production') checkConfig(flags.configPath);
  const dataFolder = path.resolve(flags.dataFolder ?? usualDataFolder(flags.profile));
  prepareDataFolder(dataFolder);
  const log = openLog(dataFolder);
  say(`Profile ${flags.profile}; data in ${dataFolder}; log in ${log.path}.`);

  const choice = await chooseShell(flags);
  const world = flags.profile === 'demo' ? await openWorld(dataFolder, log.file) : null;
  const core: CoreArguments = {
    profile: flags.profile,
    shell: choice.shell,
    dataFolder,
    configPath: flags.configPath === null ? null : path.resolve(flags.configPath),
    portalAddress: world?.portal ?? null,
    worldAddress: world?.world ?? null,
  };
  if (choice.shell === 'electron') {
    const electron = openElectronShell({
      executablePath: choice.program,
      root,
      core,
      extraFlags: sandboxFlags(flags),
      clock,
      onEnd: (code) =>
        end(code === 0 ? 'Electron was closed.' : `Electron ended with ${code ?? 'a signal'}.`, code ?? 1),
    });
    opened.push(electron.close);
    say('Electron shows the kiosk.');
    return;
  }

  const host = await openHost(flags, core, log.file);
  opened.push(host.close);
  host.supervisor.onMessage((message) => {
    if (message.kind === 'leave') end('The kiosk was left from its screen.', 0);
  });
  if (choice.shell === 'none') {
    await refuseSecondInstance(host);
    say(`Open ${host.origin}/ in a browser.`);
    return;
  }
  // The browser takes as long to start as the core, and its first paint does not need the core.
  const browser = openChromiumShell({
    program: choice.program,
    extraFlags: sandboxFlags(flags),
    profile: flags.profile,
    host,
    clock,
    say,
    onEnd: (reason) =>
      reason === 'closed'
        ? end('The kiosk window was closed.', 0)
        : end('Chromium cannot be kept running; does it start by hand?', 1),
  });
  opened.push(browser.close);
  say(`Chromium shows the kiosk (${host.origin}).`);
  await refuseSecondInstance(host);
}

type Choice =
  | { readonly shell: 'electron' | 'chromium'; readonly program: string }
  | { readonly shell: 'none' };

/** Electron, else Chromium, else only the address; what was asked for by flag is taken or refused, never replaced. */
async function chooseShell({ shell }: Flags): Promise<Choice> {
  if (shell === 'none') return { shell };
  const screenless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (screenless) return without(shell, 'There is no display (DISPLAY is not set).');
  if (shell !== 'chromium') {
    const runtime = await resolveElectronRuntime({ purpose: 'product', cacheDir: userCacheDir(), log: say });
    if (runtime.kind === 'found') return { shell: 'electron', program: runtime.executablePath };
    if (shell === 'electron') throw new StopSentence(runtime.reason);
    say(runtime.reason);
  }
  const program = findChromium();
  if (program !== null) return { shell: 'chromium', program };
  return without(shell, 'There is no Chromium on this machine; on Debian: apt-get install chromium.');
}

function without(asked: Shell | null, reason: string): Choice {
  if (asked !== null) throw new StopSentence(`${reason} --shell ${asked} needs it; --shell none does not.`);
  say(reason);
  return { shell: 'none' };
}

/**
 * Flags of `KIOSK_CHROMIUM_FLAGS`. Chromium refuses to run as root with its sandbox: the demo goes without and says
 * so, production never does.
 */
function sandboxFlags({ profile }: Flags): readonly string[] {
  const given = (process.env.KIOSK_CHROMIUM_FLAGS ?? '').split(/\s+/).filter((flag) => flag !== '');
  if (process.getuid?.() !== 0 || given.includes('--no-sandbox')) return given;
  if (profile === 'production') {
    throw new StopSentence('A production kiosk does not run as root: start it as its own user.');
  }
  say('Demo as root: the browser runs without its sandbox.');
  return [...given, '--no-sandbox', '--test-type'];
}

async function openWorld(dataFolder: string, logTo: number): Promise<DemoWorld | null> {
  const portalPath = path.join(root, 'tests/portal/main.ts');
  if (!existsSync(portalPath)) {
    say('There is no reference portal here: the demo runs without a network.');
    return null;
  }
  const world = await startDemoWorld({
    portalPath,
    dataFolder: path.join(dataFolder, 'portal'),
    logTo,
    clock,
    say,
  }).catch((error: unknown) => {
    throw new StopSentence(`${error instanceof Error ? error.message : error} The log has the reason.`, {
      cause: error,
    });
  });
  opened.push(world.close);
  say(`Demo portal at ${world.portal}.`);
  return world;
}

async function openHost(flags: Flags, core: CoreArguments, logTo: number): Promise<PageHost> {
  try {
    return await openPageHost({ root, port: flags.port, core, logTo, clock, say });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      throw new StopSentence(`Port ${flags.port} is in use by another program; name another with --port.`, {
        cause: error,
      });
    }
    if (code === 'EACCES')
      throw new StopSentence(`Port ${flags.port} needs rights that this user lacks.`, { cause: error });
    throw error;
  }
}

/** Waits for the core's first decided phase. A second kiosk on the same data leaves the first one alone. */
async function refuseSecondInstance(host: PageHost): Promise<void> {
  const decided = await new Promise<Phase | 'gone'>((settle) => {
    const look = (): void => {
      const phase = host.phase();
      if (phase !== null && phase.kind !== 'starting') settle(phase);
      else if (host.supervisor.state().kind === 'paused') settle('gone');
    };
    host.supervisor.onMessage(look);
    host.supervisor.subscribe(look);
    look();
  });
  if (decided === 'gone') return;
  if (decided.kind === 'paused' && decided.fault === 'DATA_FOLDER_IN_USE') {
    throw new StopSentence(
      'Another kiosk already uses this data folder; close it first, or name another with --data-dir.',
    );
  }
  if (decided.kind === 'paused') say(`The core is paused: ${decided.fault}.`);
}

/** Closes everything that was opened, once, and leaves with `code`. */
function end(reason: string, code: number): void {
  if (isEnding) return;
  isEnding = true;
  say(reason);
  closeAll().then(
    () => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
}

async function closeAll(): Promise<void> {
  for (const close of opened.reverse()) await close();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => end('Closing the kiosk.', 0));
}
main().catch((error: unknown) => {
  if (error instanceof StopSentence) {
    process.stderr.write(`${error.message}\n`);
    end('The kiosk does not start.', error.exitCode);
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  end('The kiosk does not start: this is a defect.', 1);
});
