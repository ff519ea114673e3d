import { readdirSync } from 'node:fs';
import path from 'node:path';
import { officeDay } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  defaultOffer,
  type IndexRow,
  type OfficeOffer,
  type Procedure,
} from '../../../shared/procedure/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { awaitStorageFaults } from '../storage/index.ts';
import { type CatalogueVersion, readFolder, readVersion } from './read-version.ts';
import { searchEntries } from './search-entry.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';
import { compareVersions, openUpdatePackage } from './update-package.ts';
import { createVersionStore } from './version-store.ts';

/** The version that is valid today. */
export interface CurrentCatalogue {
  readonly version: CatalogueVersion;
  readonly search: SearchIndex;
  /** Its own validity has ended and nothing newer is here: shown, so that nobody takes it for today's law. */
  readonly outdated: boolean;
}

/** The procedures of this kiosk. */
export interface Catalogue {
  current(): CurrentCatalogue;
  /** A procedure with full data; of the version a draft began with, when that is asked for and still here. */
  find(code: string, version?: string): Procedure | undefined;
  /** A procedure of which only the name is known. */
  findRow(code: string, version?: string): IndexRow | undefined;
  versions(): readonly { readonly version: string; readonly validFrom: string; readonly shipped: boolean }[];
  /** What a package would change against the newest version here; throws as `importPackage`, and changes nothing. */
  lookAt(bytes: Uint8Array): CatalogueChanges;
  /** Takes an update package in, or throws the fault that names why not; the running version then stays. */
  importPackage(bytes: Uint8Array): Promise<{ readonly version: string; readonly validFrom: string }>;
  close(): void;
}

/** What is otherwise in another version, by code and name. */
export interface CatalogueChanges {
  readonly version: string;
  readonly validFrom: string;
  readonly against: string;
  readonly added: { readonly code: string; readonly name: string }[];
  readonly changed: { readonly code: string; readonly name: string }[];
  readonly removed: { readonly code: string; readonly name: string }[];
}

/** After this names and the texts of papers are indexed in the background. */
const warmAfterMs = 1_500;

/**
 * Opens the catalogue: what ships, and what updates brought, side by side by date. `shippedDir` is
 * resources/catalogue, `dataDir` a folder of the catalogue's own, `verifyKey` the publisher's Ed25519 public key
 * (base64url) or null when updates are not taken. Throws CATALOGUE_DAMAGED when what ships is not whole.
 */
export function createCatalogue(deps: {
  readonly shippedDir: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly verifyKey: string | null;
  readonly offer?: OfficeOffer;
}): Catalogue {
  const { clock, log } = deps;
  const offer = deps.offer ?? defaultOffer;
  const store = createVersionStore(deps.dataDir, log);
  const shipped = loadShipped(deps.shippedDir, log);
  const versions = new Map<string, CatalogueVersion>();
  for (const version of [...shipped, ...store.load()]) versions.set(version.manifest.version, version);
  let chosen = choose(officeDay(clock.now()));
  let chosenOn = officeDay(clock.now());
  let cancelWarming = clock.after(warmAfterMs, () => chosen.search.warm());

  function choose(day: string): CurrentCatalogue {
    const { version, outdated } = validOn([...versions.values()], day);
    return { version, outdated, search: openSearch(version) };
  }

  /** Made when it is first asked, or in the background: a start waits for no search. */
  function openSearch(version: CatalogueVersion): SearchIndex {
    let index: SearchIndex | null = null;
    const made = (): SearchIndex => (index ??= createSearchIndex(searchEntries(version, offer)));
    return {
      search: (text, filters) => made().search(text, filters),
      browse: (filters) => made().browse(filters),
      warm: () => made().warm(),
      close: () => index?.close(),
    };
  }

  function refresh(): CurrentCatalogue {
    const day = officeDay(clock.now());
    chosenOn = day;
    const { version, outdated } = validOn([...versions.values()], day);
    if (version === chosen.version) {
      chosen = { ...chosen, outdated };
      return chosen;
    }
    const before = chosen;
    chosen = choose(day);
    cancelWarming();
    cancelWarming = clock.after(warmAfterMs, () => chosen.search.warm());
    before.search.close();
    log.info('catalogue-version-in-use', { version: version.manifest.version, outdated });
    return chosen;
  }

  function current(): CurrentCatalogue {
    return officeDay(clock.now()) === chosenOn ? chosen : refresh();
  }

  function versionOf(name: string | undefined): CatalogueVersion {
    const asked = name === undefined ? undefined : versions.get(name);
    return asked ?? current().version;
  }

  function newestVersion(): string {
    return [...versions.keys()].sort(compareVersions).at(-1) ?? '';
  }

  const shippedNames = new Set(shipped.map(({ manifest }) => manifest.version));
  log.info('catalogue-version-in-use', {
    version: chosen.version.manifest.version,
    outdated: chosen.outdated,
    procedures: chosen.version.procedures.size,
    names: chosen.version.rows.size,
  });
  return {
    current,
    find: (code, version) => versionOf(version).procedures.get(code),
    findRow: (code, version) => versionOf(version).rows.get(code),
    versions: () =>
      [...versions.values()]
        .map(({ manifest }) => ({
          version: manifest.version,
          validFrom: manifest.validFrom,
          shipped: shippedNames.has(manifest.version),
        }))
        .sort((a, b) => compareVersions(a.version, b.version)),
    lookAt(bytes) {
      const newest = newestVersion();
      const { version } = openUpdatePackage(bytes, { verifyKey: deps.verifyKey, newest });
      return changesBetween(versionOf(newest), version);
    },
    async importPackage(bytes) {
      const newest = newestVersion();
      const { files, version } = openUpdatePackage(bytes, { verifyKey: deps.verifyKey, newest });
      await awaitStorageFaults(deps.dataDir, () => store.install(files, version.manifest.version));
      versions.set(version.manifest.version, version);
      refresh();
      return { version: version.manifest.version, validFrom: version.manifest.validFrom };
    },
    close() {
      cancelWarming();
      chosen.search.close();
    },
  };
}

function changesBetween(before: CatalogueVersion, after: CatalogueVersion): CatalogueChanges {
  const named = (version: CatalogueVersion): ReadonlyMap<string, { readonly name: string }> =>
    new Map<string, { readonly name: string }>([...version.rows, ...version.procedures]);
  const [old, next] = [named(before), named(after)];
  const list = (from: ReadonlyMap<string, { readonly name: string }>, isWanted: (code: string) => boolean) =>
    [...from].filter(([code]) => isWanted(code)).map(([code, { name }]) => ({ code, name }));
  return {
    version: after.manifest.version,
    validFrom: after.manifest.validFrom,
    against: before.manifest.version,
    added: list(next, (code) => !old.has(code)),
    changed: list(
      next,
      (code) => old.has(code) && JSON.stringify(old.get(code)) !== JSON.stringify(next.get(code)),
    ),
    removed: list(old, (code) => !next.has(code)),
  };
}

function loadShipped(folder: string, log: Log): readonly CatalogueVersion[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (cause) {
    throw new KioskFault('CATALOGUE_DAMAGED', { details: { reason: 'missing' }, cause });
  }
  if (names.length === 0) throw new KioskFault('CATALOGUE_DAMAGED', { details: { reason: 'empty' } });
  return names.map((name) => {
    const { version, problems } = readVersion(readFolder(path.join(folder, name)), { lint: false });
    if (version !== null) return version;
    const [first] = problems;
    for (const { file, line, message } of problems.slice(0, 20))
      log.warn('catalogue-problem', { file, line, message });
    throw new KioskFault('CATALOGUE_DAMAGED', {
      details: {
        version: name,
        problems: problems.length,
        first: `${first?.file}:${first?.line} ${first?.message}`,
      },
    });
  });
}

/** The newest version that has begun and not ended; failing that the newest begun; failing that the oldest of all. */
function validOn(
  versions: readonly CatalogueVersion[],
  day: string,
): { readonly version: CatalogueVersion; readonly outdated: boolean } {
  const byAge = [...versions].sort((a, b) => compareVersions(a.manifest.version, b.manifest.version));
  const begun = byAge.filter(({ manifest }) => manifest.validFrom <= day);
  const valid = begun.filter(({ manifest }) => manifest.validTo === null || day <= manifest.validTo);
  const version = valid.at(-1) ?? begun.at(-1) ?? byAge[0];
  if (version === undefined) throw new KioskFault('CATALOGUE_DAMAGED', { details: { reason: 'empty' } });
  return { version, outdated: valid.length === 0 };
}
