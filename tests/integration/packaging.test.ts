import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nativeModules } from '../../electron/launch/build.ts';
import { noticesText, shippedPackages } from '../../electron/launch/notices.ts';

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

interface LockEntry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages that a module needs at run time, itself included, as installed here at the top of node_modules. */
function needs(module: string): ReadonlySet<string> {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || !existsSync(path.join(root, 'node_modules', name))) return;
    found.add(name);
    const entry = lock.packages[`node_modules/${name}`];
    for (const next of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies })) visit(next);
  };
  visit(module);
  return found;
}

test('what the bundles leave outside is packaged with everything it needs', () => {
  const packaged = [...config.matchAll(/^ {2}- node_modules\/((?:@[^/]+|[^@/][^/]*))\/\*\*$/gm)].map(
    ([, name = '']) => name,
  );
  const modules = nativeModules.filter((name) => name !== 'electron');
  const missing = modules
    .flatMap((module) => [...needs(module)])
    .filter((name) => !packaged.some((kept) => name === kept || name.startsWith(`${kept}/`)));
  expect(missing).toEqual([]);
});

test('every shipped package has a permissive licence, but for libvips, which can be replaced', () => {
  const permissive =
    /^\(?(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|OFL-1\.1)( OR [\w.-]+)?\)?$/;
  const others = shippedPackages(root).filter(({ licence }) => !permissive.test(licence));
  expect(others.map(({ name }) => name.replace(/-(linux|darwin|win32).*$/, ''))).toEqual([
    '@img/sharp-libvips',
  ]);
  expect(others.map(({ licence }) => licence)).toEqual(['LGPL-3.0-or-later']);
});

test('the notices name libvips, its licence and the way to replace it', () => {
  const text = noticesText(root);
  expect(text).toMatch(/libvips[\s\S]*Lesser General Public License[\s\S]*may be replaced/);
  expect(text.includes('Copyright (c) Meta Platforms, Inc. and affiliates.')).toBe(true);
  const licence = readFileSync(path.join(root, 'resources/licences/LGPL-3.0.txt'), 'utf8');
  expect(licence).toMatch(/GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3, 29 June 2007/);
});
