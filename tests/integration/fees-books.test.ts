import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deleteDossierRows } from '../../electron/core/storage/index.ts';
import type { Officer } from '../../shared/contract/index.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import { type FeesDesk, lan, minh, openFeesDesk } from '../support/fees-desk.ts';
import { booksAddUp } from '../support/fees-kiosk.ts';
import { makeFolder } from '../support/folders.ts';

const officers = [lan, minh] as const;
const amount = fc.oneof(
  fc.constantFrom(8_000, 4_000),
  fc.integer({ min: 1, max: 20_000 }),
  fc.constantFrom(0, -1, 0.5),
);
const which = fc.nat(9);
const step = fc.record({
  act: fc.constantFrom(
    'cash' as const,
    'transfer' as const,
    'refund' as const,
    'correct' as const,
    'due' as const,
    'exempt' as const,
    'close' as const,
    'again' as const,
    'stop' as const,
    'revise' as const,
    'restart' as const,
  ),
  dossier: fc.nat(1),
  officer: fc.nat(1),
  vnd: amount,
  which,
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What an accountant with a pencil would know: what lies in each drawer, and at the bank. */
interface World {
  readonly drawers: Record<string, number>;
  bank: number;
  /** What was in each drawer when it was counted last. */
  readonly counted: Record<string, number>;
}

const reason = 'Kiểm thử';

async function runWorld(folder: string, steps: readonly Step[]): Promise<void> {
  let desk: FeesDesk = await openFeesDesk({ folder });
  const world: World = { drawers: {}, bank: 0, counted: {} };
  const ids = [await desk.seal(1), await desk.seal(2)];
  let signedIn: Officer = lan;
  const presses: (() => Promise<unknown>)[] = [];

  /** Refused or done; what is refused leaves the books as they were. */
  async function done(work: () => Promise<unknown>): Promise<boolean> {
    const me = signedIn;
    try {
      await work();
      presses.push(() => {
        desk.signIn(me);
        return work();
      });
      return true;
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      return false;
    }
  }

  const move = (drawer: string, vnd: number): void => {
    world.drawers[drawer] = (world.drawers[drawer] ?? 0) + vnd;
  };

  for (const { act, dossier, officer, vnd, which: index } of steps) {
    const me = officers[officer] ?? lan;
    const dossierId = ids[dossier] ?? '';
    const key = { dossierId, eventId: randomUUID() };
    signedIn = me;
    desk.signIn(me);
    const before = await desk.fees.file(dossierId);
    const payment = before.payments[index % Math.max(1, before.payments.length)];
    switch (act) {
      case 'cash':
        if (await done(() => desk.fees.takeCash({ ...key, vnd, givenVnd: vnd }))) move(me.accountId, vnd);
        break;
      case 'transfer': {
        const given = { dossierId, reference: randomUUID(), way: 'transfer', vnd, reason } as const;
        if (await done(() => desk.fees.confirm(given))) world.bank += vnd;
        break;
      }
      case 'refund': {
        if (payment === undefined) break;
        const way = payment.way === 'cash' ? 'cash' : 'transfer';
        if (!(await done(() => desk.fees.refund({ ...key, payment: payment.id, way, vnd, reason })))) break;
        if (way === 'cash') move(me.accountId, -vnd);
        else world.bank -= vnd;
        break;
      }
      case 'correct': {
        if (payment === undefined) break;
        const ok = await done(() => desk.fees.correct({ ...key, payment: payment.id, vnd, reason }));
        if (!ok) break;
        // The typed amount was wrong all along: what is there is what the correction says.
        if (payment.way !== 'cash') world.bank += vnd - payment.vnd;
        else move(drawerOf(desk, dossierId, payment.id), vnd - payment.vnd);
        break;
      }
      case 'due':
        await done(() => desk.fees.setDue({ ...key, vnd, reason }));
        break;
      case 'exempt':
        await done(() => desk.fees.decideExemption({ ...key, outcome: 'granted', percentOff: 50, reason }));
        break;
      case 'close': {
        const holds = (world.drawers[me.accountId] ?? 0) - (world.counted[me.accountId] ?? 0);
        const expected = desk.fees.desk.drawers().find((one) => one.officer === me.accountId);
        expect(expected?.netVnd).toBe(holds);
        const closing = desk.fees.desk.close({
          closingId: randomUUID(),
          officer: me.accountId,
          openingVnd: 0,
          counted: {},
          reason,
        });
        expect(closing.expectedVnd).toBe(holds);
        world.counted[me.accountId] = world.drawers[me.accountId] ?? 0;
        break;
      }
      case 'again':
        // The answer was lost and the press is repeated; or nothing was ever pressed.
        await presses[index % Math.max(1, presses.length)]?.();
        break;
      case 'stop':
        desk.store.db
          .prepare('UPDATE dossier SET portal_state = 8, portal_state_at = ? WHERE dossier_id = ?')
          .run(desk.clock.now(), dossierId);
        break;
      case 'revise':
        // Corrected copies and pages: the fee is another one, the money that came stays where it is.
        await desk.correct(dossier + 1, { amountVnd: Math.max(0, Math.round(vnd)) });
        break;
      case 'restart': {
        const { clock } = desk;
        await desk.close();
        desk = await openFeesDesk({ folder, clock });
        break;
      }
    }
    let held = 0;
    for (const id of ids) {
      const view = await desk.fees.view(id);
      expect(booksAddUp(view)).toBe(true);
      held += view.heldVnd;
    }
    const there = Object.values(world.drawers).reduce((sum, one) => sum + one, 0) + world.bank;
    expect(held).toBe(there);
  }
  await desk.close();
}

function drawerOf(desk: FeesDesk, dossierId: string, paymentId: string): string {
  return (
    desk.store.db
      .prepare<[string, string], string>(
        `SELECT json_extract(event, '$.officer') FROM payment_event
         WHERE dossier_id = ? AND event_id = ? AND kind = 'cash-taken'`,
      )
      .pluck()
      .get(dossierId, paymentId) ?? ''
  );
}

test('money neither appears nor vanishes over any sequence of payments, corrections, refunds and restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const folder = makeFolder('books');
      try {
        await runWorld(folder.path, steps);
      } finally {
        folder.remove();
      }
    }),
    { numRuns: 12 },
  );
});

test('the database itself refuses to edit or to drop a happening', async () => {
  const folder = makeFolder('books');
  const desk = await openFeesDesk({ folder: folder.path });
  try {
    const dossierId = await desk.seal(1);
    const { db } = desk.store;
    expect(() => db.prepare('DELETE FROM payment_event WHERE dossier_id = ?').run(dossierId)).toThrow(
      'only added',
    );
    expect(() => db.prepare("UPDATE payment_event SET event = '{}'").run()).toThrow('only added');
    // The person is erased; the money stays.
    await desk.store.eraseDossier({
      dossierId,
      reason: 'retention',
      role: 'kiosk',
      evenSealed: () => true,
      deleteRows: deleteDossierRows,
    });
    desk.signIn(lan);
    expect(await desk.fees.file(dossierId)).toMatchObject({ filer: null, dueVnd: 8_000 });
  } finally {
    await desk.close();
    folder.remove();
  }
});
