import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeUpdatePackage, readFolder } from '../../electron/core/catalogue/index.ts';
import { runCommandLine } from '../../electron/core/command-line.ts';
import { makeKeyPair } from '../../electron/core/portal/keys.ts';
import { withFolder } from '../support/folders.ts';

const shipped = path.resolve(import.meta.dirname, '../../resources/catalogue/2026-11-22');
const publisher = makeKeyPair();

function packageOf(version: string, keys = publisher): Buffer {
  const files = new Map(readFolder(shipped));
  const manifest = JSON.parse(files.get('manifest.json') ?? '{}') as object;
  files.set('manifest.json', JSON.stringify({ ...manifest, version }));
  return makeUpdatePackage(files, keys);
}

async function importFile(folder: string, bytes: Uint8Array, oddConfig: object = {}) {
  const config = {
    kioskId: 'K2',
    office: {
      name: 'Trung tâm',
      place: 'Xã Chư Păh',
      counter: 'Quầy 1',
      communeCode: '23722',
      agencyCode: 'H21',
    },
    portal: { address: 'https://portal.example.vn/kiosk' },
    key: { provider: 'file', path: path.join(folder, 'master.key') },
    catalogue: { publisherKey: publisher.publicKey },
    ...oddConfig,
  };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'package.json'), bytes);
  return importFrom(folder, 'package.json');
}

async function importFrom(folder: string, name: string) {
  let said = '';
  const place = ['--data-dir', folder, '--config', path.join(folder, 'config.json')];
  const exitCode = await runCommandLine(
    ['catalogue', 'import', '--from', path.join(folder, name), ...place],
    { write: (text: string) => (said += text) },
  );
  return { exitCode, said };
}

test('staff take a signed package in by command, and an older one is refused in words', async () => {
  await withFolder('catalogue-import', async (folder) => {
    const first = await importFile(folder, packageOf('2026-12-01'));
    expect(first).toMatchObject({ exitCode: 0, said: expect.stringContaining('2026-12-01') });
    const pointer = readFileSync(path.join(folder, 'catalogue/installed.json'), 'utf8');
    expect(JSON.parse(pointer)).toEqual({ installed: ['2026-12-01'] });

    const older = await importFile(folder, packageOf('2026-11-30'));
    expect(older.exitCode).toBe(1);
    expect(older.said).toContain('CATALOGUE_PACKAGE_OLDER');
    const foreign = await importFile(folder, packageOf('2026-12-02', makeKeyPair()));
    expect(foreign.said).toContain('không có chữ ký số hợp lệ');
  });
});

test('the command line tells every wrong place of the configuration in words, and a missing package by its name', async () => {
  await withFolder('catalogue-import', async (folder) => {
    const wrong = await importFile(folder, packageOf('2026-12-01'), {
      kioskId: 'a-very-long-name',
      colour: 'red',
    });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.said).toContain('phần cài đặt có chỗ chưa đúng');
    expect(wrong.said).toContain('kioskId: ');
    expect(wrong.said).toContain('colour: ');

    await importFile(folder, packageOf('2026-12-01'));
    const missing = await importFrom(folder, 'elsewhere.json');
    expect(missing.exitCode).toBe(2);
    expect(missing.said).toContain('Không có tệp');
    expect(missing.said).toContain('elsewhere.json');
  });
});
