import { expect, test } from 'vitest';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DeliveryProof } from '../../../shared/portal/index.ts';
import { createFakeClock } from '../../../tests/support/fake-clock.ts';
import type { Proven } from './outbox.ts';
import { createProofs } from './proofs.ts';
import { queueTimings } from './timings.ts';

const { togetherMs, most } = queueTimings.proofs;

function proof(officialCode: string): DeliveryProof {
  const at = '2026-11-22T01:00:00.000Z';
  return {
    officialCode,
    receivedAt: at,
    contentHash: '0'.repeat(64),
    fileCount: 0,
    files: [],
    state: 1,
    stateAt: at,
  };
}

/** A book whose commits are looked at; `stands` says which of them the database takes. */
function newBook(stands: (one: Proven) => boolean = () => true) {
  const clock = createFakeClock();
  const commits: number[] = [];
  const proofs = createProofs({
    clock,
    outbox: {
      delivered(proven) {
        commits.push(proven.length);
        return new Set(proven.filter(stands));
      },
    },
  });
  const keep = (dossierId: string): Promise<void> =>
    proofs.keep({ dossierId, revision: 0 }, proof(dossierId));
  return { clock, commits, proofs, keep };
}

test('proofs that come together are one commit, and none says it is written before', async () => {
  const { clock, commits, keep } = newBook();
  let written = 0;
  const all = ['a', 'b', 'c'].map((id) => keep(id).then(() => (written += 1)));
  clock.advance(togetherMs - 1);
  await Promise.resolve();
  expect([commits, written]).toEqual([[], 0]);
  clock.advance(1);
  await Promise.all(all);
  expect([commits, written]).toEqual([[3], 3]);
  expect(clock.waiting()).toBe(0);
});

test('nobody waits longer for many, nor when nothing else is on the way', async () => {
  const { commits, proofs, keep } = newBook();
  await Promise.all(Array.from({ length: most }, (_, index) => keep(`${index}`)));
  const last = keep('last');
  proofs.flush();
  await last;
  expect(commits).toEqual([most, 1]);
});

test('a code that is another dossier’s refuses that one, and the others stand', async () => {
  const { proofs, keep } = newBook(({ dossierId }) => dossierId !== 'b');
  const all = Promise.allSettled([keep('a'), keep('b'), keep('c')]);
  proofs.flush();
  const [first, second, third] = await all;
  expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(second).toMatchObject({ reason: { code: 'DOSSIER_PROOF_WRONG', details: { reason: 'code' } } });
});

test('a disk that takes nothing fails each of them, and the next ones are tried again', async () => {
  let isFull = true;
  const { proofs, keep } = newBook(() => {
    if (isFull) throw new KioskFault('DISK_FULL');
    return true;
  });
  const failed = Promise.allSettled([keep('a'), keep('b')]);
  proofs.flush();
  for (const one of await failed) expect(one).toMatchObject({ reason: { code: 'DISK_FULL' } });
  isFull = false;
  const again = keep('a');
  proofs.flush();
  await again;
});
