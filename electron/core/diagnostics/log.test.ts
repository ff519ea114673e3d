import { expect, test } from 'vitest';
import { KioskFault } from '../../../shared/faults/index.ts';
import { Sensitive } from '../../../shared/sensitive.ts';
import { createLog, type LogFields } from './log.ts';

function capture(): { readonly lines: string[]; write(line: string): void } {
  const lines: string[] = [];
  return { lines, write: (line) => void lines.push(line) };
}

test('a sensitive value is hidden in every way a log line can be made', () => {
  const secret = new Sensitive('064203000123');
  const out = capture();
  createLog(out).info('card read', { number: secret } as unknown as LogFields);
  expect(out.lines.join('')).not.toContain('064203000123');
  expect(out.lines.join('')).toContain('[hidden]');
  expect(`${secret} ${JSON.stringify({ secret })}`).toBe('[hidden] {"secret":"[hidden]"}');
});

test('a failure is logged by name, code and place, without its message', () => {
  const out = capture();
  const log = createLog(out);
  log.failure('call failed', new Error('cannot parse Nguyễn Văn An'));
  log.failure('call failed', new KioskFault('DISK_FULL', { details: { freeBytes: 0 } }));
  const text = out.lines.join('');
  expect(text).not.toContain('Nguyễn Văn An');
  expect(text).toContain('"code":"DISK_FULL"');
  expect(text).toContain('log.test.ts');
});
