import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the demo's printer laid into its folder for this procedure, read as `pdftotext` reads it, lines joined. */
export function textPrinted(dataFolder: string, procedureCode: string): string {
  return textOf(dataFolder, `to-khai-${procedureCode}`);
}

/** The receipt that the demo's printer laid into its folder. */
export function receiptPrinted(dataFolder: string): string {
  return textOf(dataFolder, 'receipt-');
}

/** Whatever paper has this in the name of its job. */
export function paperPrinted(dataFolder: string, part: string): string {
  return textOf(dataFolder, part);
}

function textOf(dataFolder: string, part: string): string {
  const folder = path.join(dataFolder, 'printed');
  const file = readdirSync(folder).find((name) => name.includes(part));
  return readOnPaper(readFileSync(path.join(folder, file ?? '')));
}

/** What a person reads on a PDF, lines joined. */
export function readOnPaper(pdf: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text
    .normalize('NFC')
    .replace(/[\s.]*\n\s*/gu, ' ')
    .replace(/\s+/gu, ' ');
}

/** Its first page as a picture (PNG). */
export function pictureOfPaper(pdf: Uint8Array, dpi: number): Buffer {
  return execFileSync('pdftoppm', ['-png', '-r', String(dpi), '-f', '1', '-l', '1', '-'], {
    input: pdf,
    maxBuffer: 2 ** 26,
  });
}
