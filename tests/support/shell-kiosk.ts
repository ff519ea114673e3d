import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import type { RawKey } from '../../shared/identity/index.ts';
import { seeded } from '../simulators/keyboard-scanner.ts';
import { cardPicture } from './card-picture.ts';
import { freePort } from './devtools.ts';
import { type Launched, launch, temporaryFolder, testChromiumFlags, until } from './launched.ts';

/** The demo in the real Chromium shell, as `npm start` opens it, with playwright looking through a second door. */
export interface ShellKiosk {
  readonly page: Page;
  readonly browser: Browser;
  readonly launched: Launched;
  readonly dataFolder: string;
  /** The port of the second door; it names the browser's processes. */
  readonly port: number;
  close(): Promise<void>;
}

/** Starts it; `camera` is what stands before the kiosk's camera. */
export async function openShellKiosk(options: { readonly camera?: string } = {}): Promise<ShellKiosk> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const launched = launch(['--shell', 'chromium', '--profile', 'demo', '--data-dir', folder.path], {
    env: {
      KIOSK_CHROMIUM_FLAGS: [
        ...testChromiumFlags,
        `--remote-debugging-port=${port}`,
        ...(options.camera === undefined ? [] : cameraFlags(folder.path, options.camera)),
      ].join(' '),
    },
  });
  await launched.line(/^Chromium shows/);
  const browser = await connect(port);
  await until(() => findPage(browser) !== undefined);
  const page = findPage(browser);
  if (page === undefined) throw new Error('the kiosk has no page');
  return {
    page,
    browser,
    launched,
    dataFolder: folder.path,
    port,
    async close() {
      await browser.close();
      await launched.close();
      await folder.remove();
    },
  };
}

/** Chromium flags for a camera before which a card with this code is held. */
export function cameraFlags(folder: string, code: string): readonly string[] {
  const film = path.join(folder, 'camera.y4m');
  writeFileSync(film, filmOf(code));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

/** One picture of a card as a film that a browser plays for ever: Y4M, 4:2:0, without colour. */
function filmOf(code: string): Buffer {
  const { data, width, height } = cardPicture({ text: code, modulePx: 5, random: seeded(5) });
  const light = Buffer.alloc(width * height);
  for (let at = 0; at < light.length; at += 1) light[at] = data[at * 4] ?? 0;
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
    light,
    Buffer.alloc((width * height) / 2, 128),
  ]);
}

async function connect(port: number): Promise<Browser> {
  let found: Browser | undefined;
  await until(async () => {
    found = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
    return found !== undefined;
  });
  if (found === undefined) throw new Error('no browser');
  return found;
}

function findPage(browser: Browser): Page | undefined {
  return browser.contexts().flatMap((context) => context.pages())[0];
}

const characters: Readonly<Record<string, readonly [plain: string, shift: string]>> = {
  Backslash: ['\\', '|'],
  Space: [' ', ' '],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Minus: ['-', '_'],
  Slash: ['/', '?'],
  Quote: ["'", '"'],
  Equal: ['=', '+'],
  Semicolon: [';', ':'],
};

/** The character a US keyboard makes of a key; nothing for keys that make none. */
function characterOf(code: string, shift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? undefined : digit;
  return characters[code]?.[shift ? 1 : 0];
}

const modifierBits = { Alt: 1, Control: 2, Shift: 8 } as const;

/**
 * Sends raw keys to the page as a scanner's wire does, each with its own time. The last of them is a quarter of a second
 * old: a machine that is behind has the whole scan before the page reads it. Times that lie ahead would be a
 * scanner that nobody has, whose keys come before they are pressed.
 */
export async function sendRawKeys(session: CDPSession, keys: readonly RawKey[]): Promise<void> {
  const start = Date.now() / 1000 - (keys.at(-1)?.timeMs ?? 0) / 1000 - 0.25;
  const held = new Set<keyof typeof modifierBits>();
  const sent: Promise<unknown>[] = [];
  for (const { code, kind, timeMs } of keys) {
    const name = /^(Alt|Control|Shift)(?:Left|Right)$/.exec(code)?.[1] as
      | keyof typeof modifierBits
      | undefined;
    if (name !== undefined && kind === 'down') held.add(name);
    if (name !== undefined && kind === 'up') held.delete(name);
    const modifiers = [...held].reduce((bits, one) => bits + modifierBits[one], 0);
    const text = name === undefined ? characterOf(code, held.has('Shift')) : undefined;
    const isPlain = text !== undefined && !held.has('Alt') && !held.has('Control');
    sent.push(
      session.send('Input.dispatchKeyEvent', {
        type: kind === 'up' ? 'keyUp' : isPlain ? 'keyDown' : 'rawKeyDown',
        code,
        key: text ?? (name === undefined ? code.replace(/^Numpad/, '') : name),
        modifiers,
        timestamp: start + timeMs / 1000,
        ...(kind === 'down' && isPlain ? { text } : {}),
        ...(code === 'Enter' ? { windowsVirtualKeyCode: 13 } : {}),
      }),
    );
  }
  await Promise.all(sent);
}
