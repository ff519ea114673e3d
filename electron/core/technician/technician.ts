import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type {
  AuditExport,
  Exported,
  PackageLook,
  Packages,
  Profile,
  Role,
  StaffAccount,
  TechnicianView,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { awaitStorageFaults } from '../storage/index.ts';
import { configFile, configLines } from './config-view.ts';
import { withholdPersonal } from './withhold.ts';

/** How the kiosk is left; each but the first ends the program. */
export type LeaveHow = 'restart' | 'leave' | 'shut-down';

/** What a technician does at the machine. */
export interface Technician {
  view(): TechnicianView;
  /** Raises DISK_FULL and DISK_READ_ONLY, as every export. */
  exportLogs(): Promise<Exported>;
  exportAudit(): Promise<AuditExport>;
  packages(): Promise<Packages>;
  /** Raises the CATALOGUE_PACKAGE_… faults. */
  lookAtPackage(file: string): Promise<PackageLook>;
  importPackage(file: string): Promise<Packages>;
  /** Returns before it happens, so that the page hears the answer. */
  leave(how: LeaveHow): { readonly how: LeaveHow };
}

/** The answer is on the page by then. */
const leaveAfterMs = 400;
/** A package is text; the catalogue itself refuses what is larger. */
const largestPackageBytes = 64 * 1024 * 1024;

/** `folder` holds `inbox`, from which packages are taken, and `outbox`, into which exports are put. */
export function createTechnician(deps: {
  readonly config: KioskConfig;
  readonly configPath: string | null;
  readonly folder: string;
  readonly dataDir: string;
  readonly version: string;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly catalogue: Catalogue;
  readonly role: () => Role;
  readonly accounts: () => readonly StaffAccount[];
  readonly canShutDown: boolean;
  readonly onLeave: (how: LeaveHow) => void;
}): Technician {
  const { config, clock, audit, catalogue } = deps;
  const inbox = path.join(deps.folder, 'inbox');
  const outbox = path.join(deps.folder, 'outbox');
  let isLeaving = false;

  /** Writes a file under a name that nobody takes for whole before it is. */
  async function writeLines(
    name: string,
    work: (write: (line: string) => Promise<void>) => Promise<void>,
  ): Promise<string> {
    const stamp = new Date(clock.now()).toISOString().slice(0, 19).replace(/[-:]/g, '');
    const file = path.join(outbox, `${name}-${config.kioskId}-${stamp}.ndjson`);
    return await awaitStorageFaults(deps.dataDir, async () => {
      await mkdir(outbox, { recursive: true, mode: 0o700 });
      const stream = createWriteStream(`${file}.part`, { mode: 0o600 });
      try {
        await work((line) => writeTo(stream, line));
        stream.end();
        await finished(stream);
        await rename(`${file}.part`, file);
      } catch (error) {
        stream.destroy();
        await rm(`${file}.part`, { force: true });
        throw error;
      }
      return file;
    });
  }

  async function logFiles(): Promise<readonly string[]> {
    const folders = [deps.dataDir, path.join(deps.dataDir, 'logs')];
    const found = await Promise.all(
      folders.map(async (folder) => {
        const names = await readdir(folder).catch(() => []);
        return names
          .filter((name) => /\.log(\.1)?$/.test(name) && name !== 'erasures.log')
          .map((name) => path.join(folder, name));
      }),
    );
    return found.flat().sort();
  }

  async function packageFiles(): Promise<Packages['files']> {
    const names = await readdir(inbox).catch(() => []);
    const files: Packages['files'] = [];
    for (const file of names.sort()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._ -]{0,120}$/.test(file)) continue;
      const state = await stat(path.join(inbox, file)).catch(() => null);
      if (state?.isFile()) files.push({ file, sizeBytes: state.size, changedAtMs: state.mtimeMs });
    }
    return files;
  }

  async function packages(): Promise<Packages> {
    return { version: catalogue.current().version.manifest.version, files: await packageFiles() };
  }

  async function readPackage(file: string): Promise<Buffer> {
    const listed = (await packageFiles()).find((one) => one.file === file);
    if (listed === undefined || listed.sizeBytes > largestPackageBytes)
      throw new KioskFault('CATALOGUE_PACKAGE_UNREADABLE');
    return await readFile(path.join(inbox, file));
  }

  return {
    view: () => ({
      version: deps.version,
      profile: deps.profile,
      config: configLines(config),
      file: configFile(deps.configPath, config),
      inbox,
      outbox,
      canShutDown: deps.canShutDown,
    }),
    async exportLogs() {
      let lines = 0;
      let withheld = 0;
      const files = await logFiles();
      const file = await writeLines('logs', async (write) => {
        for (const log of files) {
          await write(JSON.stringify({ log: path.basename(log) }));
          for await (const line of createInterface({ input: createReadStream(log) })) {
            if (line.trim() === '') continue;
            const clean = withholdPersonal(line);
            withheld += clean.withheld;
            lines += 1;
            await write(clean.line);
          }
        }
      });
      audit.append({ id: 'logs-exported', role: deps.role(), details: { lines, withheld } });
      return { file, lines, withheld };
    },
    async exportAudit() {
      const { ok, count, firstBadSeq } = audit.verify();
      const file = await writeLines('audit', async (write) => {
        await write(
          JSON.stringify({
            kind: 'mot-cua-kiosk audit',
            format: 1,
            kioskId: config.kioskId,
            exportedAt: new Date(clock.now()).toISOString(),
            chain: { ok, count, firstBadSeq: firstBadSeq ?? null },
            // Whose account an id is: officers act in their office, and are named.
            accounts: deps.accounts().map(({ accountId, name, role }) => ({ accountId, name, role })),
          }),
        );
        // A log whose chain does not hold is exported all the same: that is when it is wanted most.
        for (const row of audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER }))
          await write(JSON.stringify(row));
      });
      audit.append({ id: 'audit-exported', role: deps.role(), details: { events: count, isWhole: ok } });
      return { file, events: count, isWhole: ok, firstBadSeq: firstBadSeq ?? null };
    },
    packages,
    async lookAtPackage(file) {
      return { file, ...catalogue.lookAt(await readPackage(file)) };
    },
    async importPackage(file) {
      const { version } = await catalogue.importPackage(await readPackage(file));
      audit.append({ id: 'catalogue-imported', role: deps.role(), details: { version } });
      return await packages();
    },
    leave(how) {
      if (how === 'shut-down' && !deps.canShutDown)
        throw new KioskFault('ROLE_REFUSED', { details: { call: 'technician.leave' } });
      if (!isLeaving) {
        isLeaving = true;
        audit.append({ id: 'kiosk-left', role: deps.role(), details: { how } });
        clock.after(leaveAfterMs, () => deps.onLeave(how));
      }
      return { how };
    },
  };
}

async function writeTo(stream: WriteStream, line: string): Promise<void> {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
}
