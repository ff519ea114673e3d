import * as z from 'zod';
import { KioskFault } from '../../../shared/faults/index.ts';
import { isSignedBy, type KeyPair, signText } from '../portal/index.ts';
import { type CatalogueFiles, type CatalogueVersion, checksumOf, readVersion } from './read-version.ts';

/** Larger than a whole catalogue of every level of government; anything above is not a catalogue. */
const largestPackageBytes = 32 * 1024 * 1024;

/** One JSON file: the files of a version as text, and a signature over their checksums. */
const packageSchema = z.strictObject({
  kind: z.literal('mot-cua-kiosk catalogue'),
  format: z.literal(1),
  files: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9]+)*(\/[a-z0-9][a-z0-9.-]*)?$/), z.string()),
  signature: z.string().max(200),
});

/** The statement that is signed: every file with its checksum, the manifest among them. */
function statementOf(files: CatalogueFiles): string {
  const lines = [...files.keys()].sort().map((name) => `${checksumOf(files.get(name) ?? '')}  ${name}`);
  return ['mot-cua-kiosk catalogue 1', ...lines, ''].join('\n');
}

/** Makes an update package from the files of a version (see `readFolder`), signed with the publisher's key. */
export function makeUpdatePackage(files: CatalogueFiles, keys: KeyPair): Buffer {
  return Buffer.from(
    JSON.stringify({
      kind: 'mot-cua-kiosk catalogue',
      format: 1,
      files: Object.fromEntries(files),
      signature: signText(statementOf(files), keys),
    }),
    'utf8',
  );
}

/**
 * Opens a package: readable, signed by `verifyKey`, newer than `newest`, and without a single error. Throws the fault
 * of the first of these that does not hold; CATALOGUE_PACKAGE_FAULTY carries every error in `details.problems`.
 */
export function openUpdatePackage(
  bytes: Uint8Array,
  expected: { readonly verifyKey: string | null; readonly newest: string },
): { readonly files: CatalogueFiles; readonly version: CatalogueVersion } {
  const files = readPackage(bytes);
  const version = manifestVersionOf(files);
  if (expected.verifyKey === null || !isSignedBy(expected.verifyKey, statementOf(files), files.signature)) {
    throw new KioskFault('CATALOGUE_PACKAGE_SIGNATURE');
  }
  if (version !== null && compareVersions(version, expected.newest) <= 0) {
    throw new KioskFault('CATALOGUE_PACKAGE_OLDER', { details: { version, newest: expected.newest } });
  }
  const reading = readVersion(files);
  if (reading.version === null) {
    const lines = reading.problems.map(({ file, line, at, message }) => `${file}:${line} ${at}: ${message}`);
    throw new KioskFault('CATALOGUE_PACKAGE_FAULTY', {
      details: { count: lines.length, problems: lines.join('\n') },
    });
  }
  return { files, version: reading.version };
}

type PackageFiles = CatalogueFiles & { readonly signature: string };

function readPackage(bytes: Uint8Array): PackageFiles {
  if (bytes.byteLength > largestPackageBytes) {
    throw new KioskFault('CATALOGUE_PACKAGE_UNREADABLE', { details: { sizeBytes: bytes.byteLength } });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new KioskFault('CATALOGUE_PACKAGE_UNREADABLE', { cause });
  }
  const parsed = packageSchema.safeParse(raw);
  if (!parsed.success) throw new KioskFault('CATALOGUE_PACKAGE_UNREADABLE', { cause: parsed.error });
  return Object.assign(new Map(Object.entries(parsed.data.files)), { signature: parsed.data.signature });
}

/** The version the package claims, before anything else of it is trusted; null when the manifest is no manifest. */
function manifestVersionOf(files: CatalogueFiles): string | null {
  try {
    const manifest: unknown = JSON.parse(files.get('manifest.json') ?? '');
    const parsed = z.object({ version: z.string() }).safeParse(manifest);
    return parsed.success ? parsed.data.version : null;
  } catch {
    return null; // readVersion reports the syntax error with its line
  }
}

/** Orders "2026-11-22" before "2026-11-22.2" before "2026-11-22.10" before "2026-12-01". */
export function compareVersions(a: string, b: string): number {
  const [aDay = '', aNumber = '0'] = a.split('.');
  const [bDay = '', bNumber = '0'] = b.split('.');
  if (aDay !== bDay) return aDay < bDay ? -1 : 1;
  return Number(aNumber) - Number(bNumber);
}
