import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApiFile, renderPortalDocument } from './open-api.ts';

test('the shipped document is the contract (else: node tests/support/write-open-api.ts)', async () => {
  expect(readFileSync(openApiFile, 'utf8')).toBe(await renderPortalDocument());
});
