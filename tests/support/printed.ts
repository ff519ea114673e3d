import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What the demo's printer laid into its folder for this procedure, read as `pdftotext` reads it, lines joined. */
export function textPrinted(dataFolder: string, procedureCode: string): string {
  return textOf(dataFolder, `to-khai-${procedureCode}`);
}

/** The receipt that the demo's printer laid into its folder. */
export function receiptPrinted(dataFolder: string): string {
  return textOf(dataFolder, 'receipt-');
}

function textOf(dataFolder: string, part: string): string {
  const folder = path.join(dataFolder, 'printed');
  const file = readdirSync(folder).find((name) => name.includes(part));
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, file ?? ''), '-'], {
    encoding: 'utf8',
  });
  return text
    .normalize('NFC')
    .replace(/[\s.]*\n\s*/gu, ' ')
    .replace(/\s+/gu, ' ');
}
