import { readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright';

/** An invented person whose words occur nowhere else: where one of them is found, it was left behind. */
export const canary = {
  name: 'Lường Thị Kín Đáo',
  idNumber: '064190000555',
  residence: 'Bản Chim Lạc Ngoằn Ngoèo, Xã Chư Păh, Gia Lai',
  phone: '0987650123',
} as const;

/** The card of the canary as its QR code says it. */
export const canaryCard = `${canary.idNumber}||${canary.name}|05091990|Nữ|${canary.residence}|15042021`;

const words = Object.values(canary);

/** Largest file that is read; nothing of the kiosk's comes near it. */
const mostBytes = 64 * 1024 * 1024;

function needles(looked: readonly string[]): readonly Buffer[] {
  return looked.flatMap((word) => [
    Buffer.from(word.normalize('NFC'), 'utf8'),
    Buffer.from(word.normalize('NFD'), 'utf8'),
    Buffer.from(word, 'utf16le'),
  ]);
}

/** Whether text holds a word of the canary, written out or with escapes as in JSON. */
export function holdsCanary(text: string): boolean {
  const escaped = words.map((word) =>
    word.replace(/[^\0-~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  return [...words, ...escaped].some((word) => text.includes(word));
}

/** The files below a folder, changed since then, in which a word of the canary, or one of those given, stands. */
export function tracesIn(folder: string, since = 0, looked: readonly string[] = words): readonly string[] {
  const wanted = needles(looked);
  return filesBelow(folder, since).filter((file) => {
    try {
      const bytes = readFileSync(file);
      return wanted.some((needle) => bytes.includes(needle));
    } catch {
      return false; // gone meanwhile: nothing is left in it
    }
  });
}

/** The same for the places where any program may leave something for a while. */
export function tracesInTemporaryFolders(since: number): readonly string[] {
  return [os.tmpdir(), '/dev/shm'].flatMap((folder) => tracesIn(folder, since));
}

function filesBelow(folder: string, since: number): readonly string[] {
  let entries: readonly string[];
  try {
    entries = readdirSync(folder);
  } catch {
    return []; // gone meanwhile, or not ours to read
  }
  return entries.flatMap((name) => {
    const file = path.join(folder, name);
    try {
      const state = statSync(file, { throwIfNoEntry: false });
      if (state === undefined) return [];
      if (state.isDirectory()) return filesBelow(file, since);
      return state.isFile() && state.mtimeMs >= since && state.size <= mostBytes ? [file] : [];
    } catch {
      return [];
    }
  });
}

/** Everything a page holds: its document, what it stored, and every string of its heap. */
export async function everythingIn(page: Page, session: CDPSession): Promise<string> {
  const shown: string = await page.evaluate(
    `Promise.resolve().then(async () => JSON.stringify([
      document.documentElement.outerHTML, document.cookie, { ...localStorage }, { ...sessionStorage },
      (await indexedDB.databases()).map(({ name }) => name), history.length, location.href,
      typeof caches === 'undefined' ? [] : await caches.keys(),
    ]))`,
  );
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return shown + chunks.join('');
}
