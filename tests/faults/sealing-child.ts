import { readSync, writeSync } from 'node:fs';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createRetention } from '../../electron/core/dossiers/retention.ts';
import type { SealInput } from '../../electron/core/dossiers/sealing/index.ts';
import { deleteDossierRows } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { type Found, lookAround } from '../support/look-around.ts';
import { deliver, discard, dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';
import { openTestStore, storePlace } from '../support/test-store.ts';

/** What a start found after it settled what the last end left; and what was done since. One line of JSON each. */
export type Said =
  | ({ readonly said: 'started' } & Found)
  | { readonly said: 'sealed'; readonly id: string; readonly code: string; readonly hash: string }
  | { readonly said: 'erased'; readonly ids: readonly string[] };

/**
 * A kiosk to be killed: settles what the last end left, says what is there, then seals and erases until its end. Arguments:
 * the folder, how many dossiers, and a named point at which it kills itself, or "never", or "step-by-step": after each line
 * it waits for a byte on standard input.
 */
const [root = '', count = '1', point = 'never'] = process.argv.slice(2);
const log = createLog(process.stderr, 'warn');
const reached = (here: string): void => {
  if (here === point) process.kill(process.pid, 'SIGKILL');
};
const say = (said: Said): void => {
  writeSync(1, `${JSON.stringify(said)}\n`);
  if (point === 'step-by-step') readSync(0, Buffer.alloc(1));
};

const store = await openTestStore(storePlace(root), { log, reached });
const sealing = sealingOn(store, { log, reached });
for (const id of store.unfinishedErasures())
  await store.eraseDossier({
    dossierId: id,
    reason: 'interrupted',
    role: 'kiosk',
    deleteRows: deleteDossierRows,
  });
await sealing.recover();
const found = await lookAround(store, sealing);
say({ said: 'started', ...found });
for (const id of found.drafts) await pressAgain(id);
const from = Object.keys(found.sealed).length + found.erased.length + found.drafts.length;
for (let number = from + 1; number <= from + Number(count); number += 1) {
  const id = `${dossierId(number).slice(0, 24)}${process.pid.toString(16).padStart(8, '0')}${dossierId(number).slice(-4)}`;
  const input = await makeDraft(store, { id });
  const { inTransaction, ...kept } = input;
  store.write(() =>
    store.db
      .prepare(
        `INSERT INTO draft_answer (dossier_id, field_path, value, provenance, answered_at)
         VALUES (?, 'input', ?, 'typed', 0)`,
      )
      .run(id, JSON.stringify(kept)),
  );
  await seal(input);
  if (number % 3 === 0) await eraseOne(id);
}
store.close();

async function seal(input: SealInput): Promise<void> {
  const { dossierId: id, temporaryCode: code, contentHash: hash } = await sealing.seal(input);
  say({ said: 'sealed', id, code, hash });
}

/** The person presses the button again; a form that was not yet whole is discarded. */
async function pressAgain(id: string): Promise<void> {
  const kept = store.db
    .prepare<[string], string>("SELECT value FROM draft_answer WHERE dossier_id = ? AND field_path = 'input'")
    .pluck()
    .get(id);
  if (kept === undefined) return void (await discard(store, id));
  const drop = store.db.prepare('DELETE FROM draft WHERE dossier_id = ?');
  await seal({ ...JSON.parse(kept), inTransaction: () => void drop.run(id) });
}

async function eraseOne(id: string): Promise<void> {
  deliver(store, id, 0, systemClock.now() - 10);
  await createRetention({ store, clock: systemClock, log }).eraseDelivered({ olderThanMs: 1 });
  say({ said: 'erased', ids: [id] });
}
