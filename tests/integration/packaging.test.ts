import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const config = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');

/** The lines of the block under `electronFuses:`, as name and value. */
function fuses(): ReadonlyMap<string, string> {
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(config)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/^ {2}(\w+): (\w+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

test('every fuse of the packager is decided by name', () => {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const schemaPath = path.join(
    path.dirname(fromBuilder.resolve('app-builder-lib/package.json')),
    'scheme.json',
  );
  const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as {
    readonly definitions: {
      readonly FuseOptionsV1: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };
  const known = Object.keys(schema.definitions.FuseOptionsV1.properties).filter(
    (name) => name !== 'resetAdHocDarwinSignature', // a step of signing on macOS, not a fuse
  );
  expect([...fuses().keys()].sort()).toEqual(known.sort());
});

test('the packaged binary runs no other code', () => {
  expect(Object.fromEntries(fuses())).toMatchObject({
    runAsNode: 'false',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    onlyLoadAppFromAsar: 'true',
    enableEmbeddedAsarIntegrityValidation: 'true',
    grantFileProtocolExtraPrivileges: 'false',
  });
});
