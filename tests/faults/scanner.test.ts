import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeSaneConfig, type TestBackendStart } from '../support/sane.ts';
import { aJob, createSink, openDesk } from '../support/scanner-desk.ts';

/** A desk with SANE's `test` back end. */
function openSane(options: readonly string[] = [], start: TestBackendStart = {}) {
  const configDir = makeSaneConfig(['test'], { test: start });
  return openDesk([{ driver: 'sane', configDir, options: [...options] }]);
}

describe('every status of SANE, from its own test back end', () => {
  test.each([
    ['SCANNER_UNABLE', 'SANE_STATUS_UNSUPPORTED', 'ready'],
    ['SCANNER_STOPPED', 'SANE_STATUS_CANCELLED', 'ready'],
    ['SCANNER_UNABLE', 'SANE_STATUS_INVAL', 'ready'],
    ['SCANNER_JAM', 'SANE_STATUS_JAMMED', 'fault'],
    ['SCANNER_COVER_OPEN', 'SANE_STATUS_COVER_OPEN', 'fault'],
    ['SCANNER_IO', 'SANE_STATUS_IO_ERROR', 'recovering'],
    ['SCANNER_NO_MEMORY', 'SANE_STATUS_NO_MEM', 'recovering'],
    ['SCANNER_ACCESS_DENIED', 'SANE_STATUS_ACCESS_DENIED', 'fault'],
  ])('%s: %s', async (code, status, state) => {
    const desk = openSane([`--read-return-value=${status}`]);
    const sink = createSink();
    await expect(desk.scan(aJob({ source: 'flatbed' }), { sink })).rejects.toMatchObject({
      code,
      details: { pages: 0 },
    });
    expect(sink.pages).toEqual([]);
    expect(desk.scanners.list()[0]?.state.kind).toBe(state);
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
  });
});
