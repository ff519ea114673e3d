import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from 'playwright';
import { prepareApp, type RunnableApp } from './electron-app-folder.ts';
import { makeFolder } from './folders.ts';

/** A kiosk running in a real Electron, driven from outside. */
export interface ElectronKiosk {
  readonly app: ElectronApplication;
  readonly dataFolder: string;
  /** The window that the person sees now; a new person gets a new one. */
  page(): Promise<Page>;
  /**
   * Waits until the page in the window says so, asked by way of main: playwright gives a page up for good once its
   * process crashed, while the kiosk brings it back.
   */
  seen(expression: string, withinMs: number): Promise<void>;
  /** Waits until shell or core has logged this since the first window opened, the n-th of its kind. */
  logged(event: string, count?: number): Promise<LogLine>;
  /** The process of the running core. */
  corePid(): Promise<number>;
  close(): Promise<void>;
}

export interface LogLine {
  readonly event?: string;
  readonly [name: string]: unknown;
}

export interface KioskStart {
  /** `scripted`: tests/support/scripted instead of our core and page. */
  readonly variant?: 'real' | 'scripted';
  readonly profile?: 'demo' | 'production';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the scripted core does at its start. */
  readonly script?: { readonly exitAtStart?: number };
  /** A data folder that is there already; the caller removes it. */
  readonly dataFolder?: string;
  /** Runs Electron by way of another program, given as its path. */
  readonly wrapper?: string;
}

/** The flags every test passes: as root Chromium has no sandbox of its own (the page's stays). */
export function testFlags(app: RunnableApp, dataFolder: string, start: KioskStart): readonly string[] {
  return [
    ...app.leadingArgs,
    '--no-sandbox',
    '--profile',
    start.profile ?? 'demo',
    '--data-dir',
    dataFolder,
    ...(start.profile === 'production' ? ['--config', path.join(dataFolder, 'config.json')] : []),
    ...(start.args ?? []),
  ];
}

/** Every start that goes well is done in a tenth of this, also on a busy machine. */
const handshakeMs = 25_000;

/**
 * Starts Electron under playwright. Its handshake with Electron 25 stands still in about one of a hundred starts, with the
 * application up and whole and no limit of its own: such a start is given up and begun afresh, once. Nothing of ours is
 * tried twice: no test has begun, and a kiosk that does not start fails here as well.
 */
async function launchElectron(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> {
  const bounded = { ...options, timeout: handshakeMs };
  return await _electron.launch(bounded).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    process.stderr.write(
      'Playwright did not come to terms with Electron in time; it is started once more.\n',
    );
    return _electron.launch(bounded);
  });
}

/** Starts the kiosk and waits for its first window. */
export async function startKiosk(start: KioskStart = {}): Promise<ElectronKiosk> {
  const runnable = await prepareApp(start.variant ?? 'real');
  const own = start.dataFolder === undefined ? makeFolder('electron') : null;
  const dataFolder = start.dataFolder ?? own?.path ?? '';
  if (start.script) writeFileSync(path.join(dataFolder, 'core-script.json'), JSON.stringify(start.script));
  const app = await launchElectron({
    executablePath: start.wrapper ?? runnable.executablePath,
    args: [...testFlags(runnable, dataFolder, start)],
    env: { ...cleanEnv(), ...start.env, KIOSK_TEST_ELECTRON: runnable.executablePath },
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push(parseLine(part));
    for (const wake of [...waiting]) wake();
  });

  async function logged(event: string, count = 1): Promise<LogLine> {
    for (;;) {
      const found = lines.filter((line) => line.event === event)[count - 1];
      if (found) return found;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  }

  await app.firstWindow();
  return {
    app,
    dataFolder,
    logged,
    async seen(expression, withinMs) {
      const startedAt = performance.now();
      while (!(await app.evaluate(askPage, expression))) {
        if (performance.now() - startedAt > withinMs)
          throw new Error(`Not seen within ${withinMs} ms: ${expression}`);
      }
    },
    async corePid() {
      const [mainPid, utilityPid] = await app.evaluate(({ app: electron }) => [
        process.pid,
        electron.getAppMetrics().find(({ name }) => name === 'mot-cua-kiosk core')?.pid,
      ]);
      return utilityPid ?? findCore(mainPid ?? 0);
    },
    async page() {
      const page = app.windows().find((window) => !window.isClosed()) ?? (await app.firstWindow());
      await page.waitForLoadState();
      return page;
    },
    async close() {
      await app.close();
      own?.remove();
    },
  };
}

/** Runs in main. Counts a page that is gone, loading or does not answer within a moment as "not yet". */
function askPage(
  { BrowserWindow }: typeof Electron.CrossProcessExports,
  expression: string,
): Promise<boolean> {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 200));
  if (!contents || contents.isCrashed() || contents.isLoading()) return later;
  return Promise.race([contents.executeJavaScript(`Boolean(${expression})`).catch(() => false), later]);
}

/** A core on its own Node: the child of main whose command line names the core's bundle. */
function findCore(mainPid: number): number {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(mainPid)], { encoding: 'utf8' });
  const line = listed.split('\n').find((text) => text.includes('core.cjs'));
  if (!line) throw new Error('No core is running.');
  return Number.parseInt(line, 10);
}

/** What the scripted core was told, in order. */
export function heardByCore(dataFolder: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(path.join(dataFolder, 'core-heard.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { text }; // Chromium's own words
  }
}

function cleanEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(VITEST|NODE_OPTIONS)/.test(entry[0]),
    ),
  );
}
