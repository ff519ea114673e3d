import { spawn } from 'node:child_process';
import type { Clock } from '../../../../shared/clock.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { printerTimings } from './printer-timings.ts';

/** One page as grey pixels: 0 is black, 255 is paper; rows without padding. */
export interface GreyPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export type RenderPages = (given: {
  readonly pdf: Uint8Array;
  readonly dpi: number;
  readonly signal: AbortSignal | null;
}) => Promise<readonly GreyPage[]>;

/** Ten A4 pages at 300 dpi and some more; beyond it a document is none of ours. */
const mostBytes = 128 * 1024 * 1024;

/**
 * Draws the pages of a PDF with poppler's `pdftoppm`: it draws the very file that is kept as the receipt, so paper and
 * PDF cannot differ, and it is spawned, never linked (GPL). Personal data goes through pipes, not through files.
 * Rejects with PRINTER_SUPPORT_MISSING without the program and PRINTER_PAGE_UNFIT for what is no PDF.
 */
export function createPageRenderer(deps: { readonly clock: Clock; readonly program?: string }): RenderPages {
  return async ({ pdf, dpi, signal }) => {
    const out = await run(deps.program ?? 'pdftoppm', ['-q', '-gray', '-r', String(dpi), '-'], {
      input: pdf,
      clock: deps.clock,
      signal,
    });
    const pages = readGreyPages(out);
    if (pages.length === 0) throw new KioskFault('PRINTER_PAGE_UNFIT', { details: { bytes: pdf.length } });
    return pages;
  };
}

function run(
  program: string,
  args: readonly string[],
  given: { readonly input: Uint8Array; readonly clock: Clock; readonly signal: AbortSignal | null },
): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let isTooMuch = false;
    const kill = (): void => void child.kill('SIGKILL');
    const cancel = given.clock.after(printerTimings.renderMs, kill);
    given.signal?.addEventListener('abort', kill, { once: true });
    const settle = (): void => {
      cancel();
      given.signal?.removeEventListener('abort', kill);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      isTooMuch ||= size > mostBytes;
      if (isTooMuch) kill();
      else chunks.push(chunk);
    });
    // A program that ends early closes its input; its exit status says why.
    child.stdin.on('error', () => {});
    child.once('error', (cause) => {
      settle();
      reject(new KioskFault('PRINTER_SUPPORT_MISSING', { details: { program }, cause }));
    });
    child.once('close', (code) => {
      settle();
      if (given.signal?.aborted === true) reject(given.signal.reason);
      else if (code === 0 && !isTooMuch) resolve(Buffer.concat(chunks));
      else reject(new KioskFault('PRINTER_PAGE_UNFIT', { details: { program, exit: code ?? -1, size } }));
    });
    child.stdin.end(given.input);
  });
}

/** Reads PGM pictures (P5) that follow one another. */
function readGreyPages(bytes: Buffer<ArrayBuffer>): GreyPage[] {
  const pages: GreyPage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', at, at + 64));
    const widthPx = Number(head?.[1]);
    const heightPx = Number(head?.[2]);
    const from = at + (head?.[0].length ?? 0);
    if (head === null || from + widthPx * heightPx > bytes.length)
      throw new KioskFault('PRINTER_PAGE_UNFIT', { details: { page: pages.length + 1 } });
    at = from + widthPx * heightPx;
    pages.push({ widthPx, heightPx, pixels: bytes.subarray(from, at) });
  }
  return pages;
}
