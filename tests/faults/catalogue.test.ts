import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Catalogue,
  type CatalogueFiles,
  createCatalogue,
  createProcedureCalls,
  makeUpdatePackage,
  readFolder,
} from '../../electron/core/catalogue/index.ts';
import { checksumOf } from '../../electron/core/catalogue/read-version.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { makeKeyPair } from '../../electron/core/portal/keys.ts';
import { createOfficeCalendar, defaultOfficeHours, holidayTableSchema } from '../../shared/calendar/index.ts';
import { type FaultCode, isKioskFault, type KioskFault } from '../../shared/faults/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';

const resources = path.resolve(import.meta.dirname, '../../resources');
const shippedVersion = '2026-11-22';
const publisher = makeKeyPair();
const stranger = makeKeyPair();

let folder: ReturnType<typeof makeFolder>;
let shippedDir: string;
let open: Catalogue[] = [];

beforeEach(() => {
  folder = makeFolder('catalogue');
  shippedDir = path.join(folder.path, 'shipped');
  cpSync(path.join(resources, 'catalogue'), shippedDir, { recursive: true });
});

afterEach(() => {
  for (const catalogue of open) catalogue.close();
  open = [];
  folder.remove();
});

function openCatalogue(clock = createFakeClock()): Catalogue {
  const catalogue = createCatalogue({
    shippedDir,
    dataDir: path.join(folder.path, 'data'),
    clock,
    log: createLog({ write: () => undefined }),
    verifyKey: publisher.publicKey,
  });
  open.push(catalogue);
  return catalogue;
}

/** The shipped files as a new version, changed by the test, with a manifest that fits them. */
function newVersion(
  manifest: Readonly<Record<string, unknown>>,
  change: (files: Map<string, string>) => void = () => undefined,
): CatalogueFiles {
  const files = new Map(readFolder(path.join(shippedDir, shippedVersion)));
  change(files);
  const before = JSON.parse(files.get('manifest.json') ?? '{}') as Record<string, unknown>;
  files.delete('manifest.json');
  const sums = Object.fromEntries([...files].map(([name, text]) => [name, checksumOf(text)]));
  files.set('manifest.json', JSON.stringify({ ...before, ...manifest, files: sums }, null, 2));
  return files;
}

function faultOf(work: () => unknown): KioskFault {
  try {
    work();
  } catch (error) {
    if (isKioskFault(error)) return error;
    throw error;
  }
  throw new Error('a fault is expected');
}

async function refusal(catalogue: Catalogue, bytes: Uint8Array): Promise<KioskFault> {
  try {
    await catalogue.importPackage(bytes);
  } catch (error) {
    if (isKioskFault(error)) return error;
    throw error;
  }
  throw new Error('a refusal is expected');
}

describe('a shipped catalogue that is not whole stops the kiosk with CATALOGUE_DAMAGED', () => {
  const version = (name: string) => path.join(shippedDir, shippedVersion, name);

  test.each([
    ['the folder is missing', () => rmSync(shippedDir, { recursive: true })],
    ['a procedure is missing', () => rmSync(version('procedures/1.001193.json'))],
    ['the manifest is cut', () => truncateSync(version('manifest.json'), 900)],
    ['a file is empty', () => truncateSync(version('index.json'), 0)],
    [
      'one letter is changed',
      () => {
        const file = version('procedures/2.000815.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('2000', '3000'));
      },
    ],
  ])('%s', (_, damage) => {
    damage();
    expect(faultOf(() => openCatalogue()).code satisfies FaultCode).toBe('CATALOGUE_DAMAGED');
  });
});

describe('an update package', () => {
  test('is taken in, used at once, and still there after a restart', async () => {
    const catalogue = openCatalogue();
    const files = newVersion({ version: '2026-11-23' }, (all) => {
      const name = 'procedures/1.001193.json';
      all.set(name, (all.get(name) ?? '').replace('Làm giấy khai sinh cho trẻ', 'Làm khai sinh cho em bé'));
    });
    await catalogue.importPackage(makeUpdatePackage(files, publisher));
    for (const one of [catalogue, openCatalogue()]) {
      expect(one.current().version.manifest.version).toBe('2026-11-23');
      expect(one.find('1.001193')?.everyday.vi).toBe('Làm khai sinh cho em bé');
      expect(one.current().search.search('em bé', {}).hits[0]?.entry.code).toBe('1.001193');
      // The draft that began with the version before keeps it.
      expect(one.find('1.001193', shippedVersion)?.everyday.vi).toBe('Làm giấy khai sinh cho trẻ');
    }
  });

  test('for a later law waits beside the present one until its day', async () => {
    const clock = createFakeClock(Date.parse('2027-02-28T10:00:00+07:00'));
    const catalogue = openCatalogue(clock);
    const files = newVersion({ version: '2027-02-15', validFrom: '2027-03-01', validTo: null });
    await catalogue.importPackage(makeUpdatePackage(files, publisher));
    expect(catalogue.current().version.manifest.version).toBe(shippedVersion);
    clock.advance(15 * 3_600_000);
    expect(catalogue.current().version.manifest.version).toBe('2027-02-15');
  });

  test('says when the only catalogue here is past its validity', () => {
    const catalogue = openCatalogue(createFakeClock(Date.parse('2027-03-01T08:00:00+07:00')));
    expect(catalogue.current().outdated).toBe(true);
  });

  test('cut off is CATALOGUE_PACKAGE_UNREADABLE', async () => {
    const catalogue = openCatalogue();
    const whole = makeUpdatePackage(newVersion({ version: '2026-11-23' }), publisher);
    for (const bytes of [whole.subarray(0, 5_000), Buffer.alloc(0), Buffer.from([0xff, 0xfe, 0x00])]) {
      expect((await refusal(catalogue, bytes)).code).toBe('CATALOGUE_PACKAGE_UNREADABLE');
    }
    expect(catalogue.current().version.manifest.version).toBe(shippedVersion);
  });

  test('signed by a stranger, or changed afterwards, is CATALOGUE_PACKAGE_SIGNATURE', async () => {
    const catalogue = openCatalogue();
    const files = newVersion({ version: '2026-11-23' });
    const changed = makeUpdatePackage(files, publisher)
      .toString('utf8')
      .replace('Làm giấy khai sinh', 'Làm giấy khác');
    for (const bytes of [makeUpdatePackage(files, stranger), Buffer.from(changed, 'utf8')]) {
      expect((await refusal(catalogue, bytes)).code).toBe('CATALOGUE_PACKAGE_SIGNATURE');
    }
    expect(catalogue.current().version.manifest.version).toBe(shippedVersion);
  });

  test('not above the newest version here is CATALOGUE_PACKAGE_OLDER', async () => {
    const catalogue = openCatalogue();
    await catalogue.importPackage(makeUpdatePackage(newVersion({ version: '2026-11-25' }), publisher));
    for (const version of ['2026-11-25', '2026-11-24', shippedVersion]) {
      const fault = await refusal(catalogue, makeUpdatePackage(newVersion({ version }), publisher));
      expect(fault.code).toBe('CATALOGUE_PACKAGE_OLDER');
    }
    expect(catalogue.current().version.manifest.version).toBe('2026-11-25');
  });

  test('with errors is CATALOGUE_PACKAGE_FAULTY and lists every one of them with its line', async () => {
    const catalogue = openCatalogue();
    const files = newVersion({ version: '2026-11-23' }, (all) => {
      const change = (code: string, edit: (procedure: Record<string, unknown>) => void): void => {
        const name = `procedures/${code}.json`;
        const procedure = JSON.parse(all.get(name) ?? '{}') as Record<string, unknown>;
        edit(procedure);
        all.set(name, `${JSON.stringify(procedure, null, 2)}\n`);
      };
      change('1.001193', (procedure) => Object.assign(procedure, { colour: 'red' }));
      change('2.000815', ({ fees }) => Object.assign((fees as object[])[0] ?? {}, { exemptions: null }));
      change('1.000656', ({ components }) => {
        delete (components as Record<string, unknown>[])[0]?.kind;
      });
      change('1.000894', ({ components }) => {
        Object.assign((components as object[])[0] ?? {}, { formCode: 'Mẫu số 99', name: 'Giấy tờ theo' });
      });
    });
    const fault = await refusal(catalogue, makeUpdatePackage(files, publisher));
    expect(fault.code).toBe('CATALOGUE_PACKAGE_FAULTY');
    const problems = String(fault.details.problems);
    expect(problems).toMatch(/procedures\/1\.001193\.json:\d+ colour: không có trường "colour"/);
    expect(problems).toMatch(/procedures\/2\.000815\.json:\d+ fees\.0\.exemptions: cạnh mức thu/);
    expect(problems).toMatch(/procedures\/1\.000656\.json:\d+ components\.0\.kind: /);
    expect(problems).toMatch(/procedures\/1\.000894\.json:\d+ components\.0\.formCode: mẫu "Mẫu số 99"/);
    expect(problems).toMatch(/procedures\/1\.000894\.json:\d+ components\.0\.name: văn bản bị cắt/);
    expect(catalogue.current().version.manifest.version).toBe(shippedVersion);
    expect(openCatalogue().current().version.manifest.version).toBe(shippedVersion);
  });

  test('damaged on the disk later is left out, and the one before it serves', async () => {
    await openCatalogue().importPackage(makeUpdatePackage(newVersion({ version: '2026-11-23' }), publisher));
    truncateSync(path.join(folder.path, 'data/2026-11-23/shared.json'), 10);
    expect(openCatalogue().current().version.manifest.version).toBe(shippedVersion);
  });

  test('whose import was cut off before the switch is not there', async () => {
    await openCatalogue().importPackage(makeUpdatePackage(newVersion({ version: '2026-11-23' }), publisher));
    // What a power cut leaves: folders without the pointer that names them.
    rmSync(path.join(folder.path, 'data/installed.json'));
    const again = openCatalogue();
    expect(again.current().version.manifest.version).toBe(shippedVersion);
    await again.importPackage(makeUpdatePackage(newVersion({ version: '2026-11-23' }), publisher));
    expect(again.current().version.manifest.version).toBe('2026-11-23');
  });
});

test('a code that no catalogue holds is PROCEDURE_UNKNOWN', () => {
  const clock = createFakeClock();
  const holidays = holidayTableSchema.parse(
    JSON.parse(readFileSync(path.join(resources, 'calendar/holidays.json'), 'utf8')),
  );
  const calls = createProcedureCalls({
    catalogue: openCatalogue(),
    calendar: createOfficeCalendar({ hours: defaultOfficeHours, holidays }),
    clock,
  });
  expect(faultOf(() => calls.get({ code: '9.999999' })).code).toBe('PROCEDURE_UNKNOWN');
  expect(faultOf(() => calls.mine({ code: '1.005412', answers: {}, channel: 'counter' })).code).toBe(
    'PROCEDURE_UNKNOWN',
  );
});
