import { existsSync, readFileSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Log } from '../diagnostics/index.ts';
import { makeFolderDurably, writeFileDurably } from '../storage/index.ts';
import { type CatalogueFiles, type CatalogueVersion, readFolder, readVersion } from './read-version.ts';
import { compareVersions } from './update-package.ts';

/** How many imported versions stay: drafts keep the one they began with, and the previous one must be at hand. */
const keptVersions = 6;

const pointerSchema = z.strictObject({
  /** Imported versions, oldest first. Only what stands here counts; a folder beside it is an unfinished import. */
  installed: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}(\.\d{1,2})?$/)),
});

/** Versions that updates brought, below the data folder. */
export interface VersionStore {
  /** Imported versions that are whole; one that is damaged is left out and logged. */
  load(): readonly CatalogueVersion[];
  /** Stages the files, then switches to them by one rename; a crash leaves the old or the new, never a mixture. */
  install(files: CatalogueFiles, version: string): Promise<void>;
}

export function createVersionStore(folder: string, log: Log): VersionStore {
  const pointerPath = path.join(folder, 'installed.json');

  function installed(): readonly string[] {
    if (!existsSync(pointerPath)) return [];
    try {
      return pointerSchema.parse(JSON.parse(readFileSync(pointerPath, 'utf8'))).installed;
    } catch (error) {
      // The shipped catalogue still stands; updates come again.
      log.failure('catalogue-pointer-damaged', error);
      return [];
    }
  }

  return {
    load() {
      return installed().flatMap((name) => {
        try {
          const { version, problems } = readVersion(readFolder(path.join(folder, name)), { lint: false });
          if (version !== null) return [version];
          log.warn('catalogue-version-damaged', { version: name, problems: problems.length });
        } catch (error) {
          log.failure('catalogue-version-unreadable', error, { version: name });
        }
        return [];
      });
    },
    async install(files, version) {
      await makeFolderDurably(folder);
      const staged = path.join(folder, `staged-${version}`);
      await rm(staged, { recursive: true, force: true });
      for (const [name, text] of files) {
        const filePath = path.join(staged, name);
        await makeFolderDurably(path.dirname(filePath));
        await writeFileDurably(filePath, Buffer.from(text, 'utf8'));
      }
      const target = path.join(folder, version);
      await rm(target, { recursive: true, force: true });
      // Made durable with the pointer below, which lies in the same folder.
      await rename(staged, target);
      const all = [...new Set([...installed(), version])].sort(compareVersions);
      const kept = all.slice(-keptVersions);
      await writeFileDurably(pointerPath, Buffer.from(`${JSON.stringify({ installed: kept })}\n`, 'utf8'));
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const isStale = entry.isDirectory() && !kept.includes(entry.name);
        if (isStale) await rm(path.join(folder, entry.name), { recursive: true, force: true });
      }
    },
  };
}
