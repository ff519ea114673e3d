import { randomBytes } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { Sensitive } from '../../../../shared/sensitive.ts';
import { isErrno, makeFolderDurably, writeFileDurably } from '../durable-file.ts';
import { keySizeBytes } from '../seal.ts';
import { awaitStorageFaults } from '../storage-faults.ts';
import type { KeyProtection, KeyProvider } from './key-provider.ts';

/**
 * The master key as a file of 64 hex digits that only the service user may read. It protects a stolen disk only
 * when it lies on another device; elsewhere `acceptUnprotectedKey` must say that the risk is known (demo: always).
 */
export function createFileKeyProvider(place: {
  readonly path: string;
  readonly dataDir: string;
  readonly acceptUnprotectedKey: boolean;
}): KeyProvider {
  const protection = (): KeyProtection => (liesBesideData(place) ? 'key-file-beside-data' : 'key-file');
  return {
    kind: 'file',
    describe: () => ({ provider: 'file', protection: protection() }),
    get: ({ mayCreate }) =>
      awaitStorageFaults(path.dirname(place.path), async () => {
        if (protection() === 'key-file-beside-data' && !place.acceptUnprotectedKey) {
          throw new KioskFault('KEY_UNPROTECTED', { details: { reason: 'beside-data' } });
        }
        return (await findKey(place.path)) ?? (await createKey(place.path, mayCreate));
      }),
  };
}

async function findKey(keyPath: string): Promise<Sensitive<Buffer> | undefined> {
  let text: string;
  try {
    const { mode } = await stat(keyPath);
    // Windows keeps rights in access lists that Node cannot read; the installer sets them there.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new KioskFault('KEY_UNPROTECTED', { details: { reason: 'readable-by-others' } });
    }
    text = (await readFile(keyPath, 'latin1')).trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new KioskFault('KEY_MISSING', { details: { reason: 'not-a-key' } });
  return new Sensitive(Buffer.from(text, 'hex'));
}

async function createKey(keyPath: string, mayCreate: boolean): Promise<Sensitive<Buffer>> {
  if (!mayCreate) throw new KioskFault('KEY_MISSING', { details: { reason: 'no-file' } });
  const key = randomBytes(keySizeBytes);
  await makeFolderDurably(path.dirname(keyPath));
  await writeFileDurably(keyPath, Buffer.from(`${key.toString('hex')}\n`, 'latin1'));
  return new Sensitive(key);
}

/** The same device or the same folder: whoever takes the disk takes both. */
function liesBesideData(place: { readonly path: string; readonly dataDir: string }): boolean {
  const keyFolder = nearestExisting(path.dirname(path.resolve(place.path)));
  const dataFolder = nearestExisting(path.resolve(place.dataDir));
  const way = path.relative(dataFolder, keyFolder);
  const inside = !way.startsWith('..') && !path.isAbsolute(way);
  return inside || statSync(keyFolder).dev === statSync(dataFolder).dev;
}

function nearestExisting(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (!isErrno(error, 'ENOENT') || path.dirname(folder) === folder) throw error;
    return nearestExisting(path.dirname(folder));
  }
}
