import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Store } from '../../../electron/core/storage/index.ts';
import { groupTemporaryCode } from '../../../shared/dossier/temporary-code.ts';
import { canonical } from '../../portal/canonical.ts';
import { openPortalDatabase } from '../../portal/database.ts';
import { openDossierTables } from '../../portal/dossiers/dossier-database.ts';
import { createDossierDesk } from '../../portal/dossiers/dossier-desk.ts';
import { lookAround } from '../look-around.ts';
import { sealingOn } from '../sealing-desk.ts';
import { openTestStore, storePlace } from '../test-store.ts';
import type { Ledger } from './ledger.ts';

/** One revision as the kiosk's own chained log says that it was sealed. */
interface SealedEvent {
  readonly dossierId: string;
  readonly code: string;
  readonly contentHash: string;
}

async function withStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openTestStore(storePlace(folder));
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

function sealedEvents(store: Store): readonly SealedEvent[] {
  return store.audit
    .list({ from: 0, to: Number.MAX_SAFE_INTEGER })
    .filter(({ event }) => event === 'dossier-sealed')
    .map(({ dossierId, details }) => ({
      dossierId: dossierId ?? '',
      code: String(details.temporaryCode),
      contentHash: String(details.contentHash),
    }));
}

function wrongWithEvents(events: readonly SealedEvent[], ledger: Ledger): readonly string[] {
  const wrong: string[] = [];
  if (new Set(events.map(({ code }) => code)).size !== events.length) wrong.push('a code was used twice');
  if (new Set(events.map(({ dossierId }) => dossierId)).size !== events.length)
    wrong.push('a dossier was sealed twice');
  const codes = new Map(events.map(({ dossierId, code }) => [dossierId, code]));
  for (const [dossierId, { code }] of ledger.submitted) {
    const known = codes.get(dossierId);
    if (known === undefined) wrong.push(`dossier ${dossierId} was acknowledged and is lost`);
    else if (code !== null && code !== groupTemporaryCode(known))
      wrong.push(`dossier ${dossierId} has another code`);
  }
  for (const dossierId of ledger.left)
    if (codes.has(dossierId)) wrong.push(`dossier ${dossierId} was abandoned and is sealed`);
  return wrong;
}

/** Looks into the data folder of a kiosk that has started, settled and stopped in order. */
export function checkDisk(folder: string, ledger: Ledger): Promise<readonly string[]> {
  return withStore(folder, async (store) => {
    const { wrong, drafts } = await lookAround(store, sealingOn(store));
    const left = drafts.filter((draftId) => ledger.left.has(draftId));
    return [
      ...wrong,
      ...left.map((draftId) => `form ${draftId} was abandoned and is there`),
      ...wrongWithEvents(sealedEvents(store), ledger),
    ];
  });
}

/** What must hold once everything is delivered and erased: kiosk and portal side by side, both stopped. */
export async function checkEnd(
  folder: string,
  portalDir: string,
  ledger: Ledger,
): Promise<{
  readonly wrong: readonly string[];
  readonly dossiers: number;
  readonly files: number;
  /** Acknowledged and not whole at the portal, there more than once, never sent: each must be 0. */
  readonly lost: number;
  readonly duplicated: number;
  readonly stuck: number;
}> {
  const database = openPortalDatabase(portalDir);
  const filesDir = path.join(portalDir, 'files');
  const desk = createDossierDesk({ tables: openDossierTables(database.sqlite), filesDir });
  let files = 0;
  try {
    return await withStore(folder, async (store) => {
      const wrong = [...wrongWithEvents(sealedEvents(store), ledger)];
      if (!store.audit.verify().ok) wrong.push('the audit chain is broken');
      const events = sealedEvents(store);
      const { n, codes } = desk.count();
      if (n !== events.length) wrong.push(`${n} dossiers at the portal, ${events.length} sealed`);
      if (codes !== n) wrong.push('an official code stands twice, or is missing');
      const known = new Set(events.map(({ dossierId }) => dossierId));
      let lost = [...ledger.submitted.keys()].filter((dossierId) => !known.has(dossierId)).length;
      for (const event of events) {
        const there = wrongAtPortal(event);
        if (there.length > 0) lost += 1;
        wrong.push(...there);
      }
      const stuck = store.db
        .prepare<[], string>("SELECT dossier_id FROM outbox WHERE state <> 'delivered'")
        .pluck()
        .all();
      wrong.push(...stuck.map((dossierId) => `dossier ${dossierId} is stuck`));
      const secrets = [store.paths.vault, store.paths.keys].flatMap((name) => readdirSync(name));
      if (secrets.length > 0) wrong.push(`${secrets.length} things are left of people who are gone`);
      const duplicated = events.length - known.size + Math.max(0, n - known.size) + (n - codes);
      return { wrong, dossiers: n, files, lost, duplicated, stuck: stuck.length };
    });
  } finally {
    database.close();
  }

  function wrongAtPortal({ dossierId, contentHash }: SealedEvent): readonly string[] {
    const there = desk.find(dossierId);
    const content = desk.contentOf(dossierId, 0);
    if (there === null || content === null) return [`dossier ${dossierId} is not at the portal`];
    const wrong: string[] = [];
    if (there.revisions.length !== 1 || there.revisions[0]?.finalisedAt === null)
      wrong.push(`dossier ${dossierId} is half at the portal`);
    if (sha256(canonical(content)) !== contentHash)
      wrong.push(`dossier ${dossierId} has another content there`);
    const pages = content.files.reduce((sum, file) => sum + (file.kind === 'paper' ? file.pageCount : 0), 0);
    const putIn = ledger.submitted.get(dossierId)?.pages;
    if (putIn !== undefined && pages !== putIn)
      wrong.push(`dossier ${dossierId} has ${pages} pages, ${putIn} were put in`);
    for (const file of content.files) {
      const bytes = desk.readFile(dossierId, 0, file.ordinal);
      if (bytes === null || bytes.length !== file.sizeBytes || sha256(bytes) !== file.sha256)
        wrong.push(`file ${file.ordinal} of dossier ${dossierId} is not byte for byte what was sealed`);
      files += 1;
    }
    return wrong;
  }
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
