import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLogFile } from './log-file.ts';

test('the log never grows beyond its few files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const log = openLogFile(folder);
  const line = `${'x'.repeat(1024 * 1024)}\n`;
  for (let written = 0; written < 40; written += 1) log.write(line);
  const files = readdirSync(folder);
  expect(files.length).toBe(5);
  for (const name of files) expect(statSync(path.join(folder, name)).size).toBeLessThan(6 * 1024 * 1024);
});

test('a folder that cannot be written does not stop the kiosk', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  expect(() => openLogFile(path.join(file, 'logs')).write('line\n')).not.toThrow();
});
