import { expect, test } from 'vitest';
import type { CoreClient, DraftChange, DraftState } from '../../../shared/contract/index.ts';
import { type FaultCode, KioskFault } from '../../../shared/faults/index.ts';
import { type Answers, applySuggestions, withAnswer } from '../../../shared/form/index.ts';
import { createFakeClock, type FakeClock } from '../../../tests/support/fake-clock.ts';
import { context, formOf } from '../../../tests/support/forms-at-hand.ts';
import { createDraftSession, type DraftSession } from './draft-session.ts';

const form = formOf('1.001193');
const draftId = '0192f0c1-2345-7abc-8def-0123456789ab';

interface Call {
  readonly fieldPath: string;
  readonly value: unknown;
  readonly revision: number;
}

/** The core's side of a draft, kept in a variable: the same rules, answered when the test says so. */
interface Kept {
  answers: Answers;
  revision: number;
  readonly calls: Call[];
  /** Faults for the next calls, in order; null lets one through. */
  readonly faults: (FaultCode | null)[];
  /** While set, calls wait for it. */
  gate: Promise<void> | null;
}

function open(answers: Answers = {}): {
  readonly session: DraftSession;
  readonly kept: Kept;
  readonly clock: FakeClock;
} {
  const clock = createFakeClock();
  const kept: Kept = { answers, revision: 1, calls: [], faults: [], gate: null };
  const state = (): DraftState => ({
    draftId,
    procedureCode: '1.001193',
    procedureName: 'Thủ tục đăng ký khai sinh',
    stepId: 'filing',
    revision: kept.revision,
    answers: kept.answers,
    revisionKind: null,
    needsIdentityCheck: false,
  });
  async function answer(call: Call): Promise<DraftChange> {
    kept.calls.push(call);
    await kept.gate;
    const fault = kept.faults.shift() ?? null;
    if (fault !== null) throw new KioskFault(fault);
    if (call.revision !== kept.revision) throw new KioskFault('DRAFT_CHANGED_ELSEWHERE');
    change(call.fieldPath, call.value);
    return { revision: kept.revision, changed: { ...kept.answers } };
  }
  function change(fieldId: string, value: unknown): void {
    const wanted = withAnswer(form, kept.answers, { fieldId, value, source: 'typed' });
    kept.answers = applySuggestions(form, wanted, context);
    kept.revision += 1;
  }
  const core = {
    drafts: { answer, current: async () => state() },
  } as unknown as CoreClient; // only what a session asks of the core
  const session = createDraftSession({
    core,
    draft: state(),
    form: { form, today: context.today, office: context.office, communeCode: '23722' },
    places: context.places,
    after: (callback, delayMs) => clock.after(delayMs, callback),
  });
  return { session, kept, clock };
}

/** Lets everything that waits for nobody happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const heldAt = (answers: Answers, id: string): unknown => answers[id]?.value;

test('stores what is typed once, after a pause, as it stands then', async () => {
  const { session, kept, clock } = open();
  for (const text of ['H', 'Ho', 'Hoa']) {
    session.type('child_full_name', text);
    clock.advance(200);
  }
  expect(kept.calls).toEqual([]);
  expect(session.get().saving).toBe('saving');
  expect(heldAt(session.latest(), 'child_full_name')).toBe('Hoa');
  clock.advance(50);
  await settle();
  expect(kept.calls.map(({ value }) => value)).toEqual(['Hoa']);
  expect(session.get().saving).toBe('saved');
});

test('tells of every key at once, and judges the rules only when an answer is stored', async () => {
  const { session, clock } = open();
  const heard = { keys: 0, view: 0 };
  session.subscribeToKeys(() => (heard.keys += 1));
  session.subscribe(() => (heard.view += 1));
  const before = session.get().evaluation;
  for (const text of ['H', 'Ho', 'Hoa']) session.type('child_full_name', text);
  // "saving" once, not with every key.
  expect(heard).toEqual({ keys: 3, view: 1 });
  expect(session.get().evaluation).toBe(before);
  clock.advance(250);
  await settle();
  expect(session.get().evaluation).not.toBe(before);
});

test('stores a finished answer at once and shows what follows from it in the same turn', async () => {
  const { session, kept } = open();
  session.set('applicant_full_name', 'Trần Thị Hoa');
  session.set('applicant_relation_to_subject', 'mother');
  expect(session.get().answers.mother_full_name).toEqual({ value: 'Trần Thị Hoa', source: 'earlier' });
  await session.flush();
  expect(kept.answers.mother_full_name).toEqual({ value: 'Trần Thị Hoa', source: 'earlier' });
});

test('a proposal that a person empties stays empty', async () => {
  const { session, kept } = open();
  session.set('applicant_full_name', 'Trần Thị Hoa');
  session.set('applicant_relation_to_subject', 'mother');
  session.set('mother_full_name', null);
  await session.flush();
  expect(heldAt(session.latest(), 'mother_full_name') ?? null).toBeNull();
  expect(heldAt(kept.answers, 'mother_full_name')).toBeNull();
});

test('letters typed while an answer is on its way are neither lost nor overwritten by its reply', async () => {
  const { session, kept } = open();
  let letThrough: () => void = () => {};
  kept.gate = new Promise((resolve) => {
    letThrough = resolve;
  });
  session.set('child_full_name', 'Trần');
  await settle();
  session.type('child_full_name', 'Trần Bình');
  letThrough();
  kept.gate = null;
  expect(await session.flush()).toBe(true);
  expect(heldAt(session.latest(), 'child_full_name')).toBe('Trần Bình');
  expect(heldAt(kept.answers, 'child_full_name')).toBe('Trần Bình');
  expect(kept.calls.map(({ revision }) => revision)).toEqual([1, 2]);
});

test('DRAFT_CHANGED_ELSEWHERE: takes over what another page answered and stores its own answer beside it', async () => {
  const { session, kept } = open();
  kept.answers = { applicant_phone: { value: '0905123456', source: 'typed' } };
  kept.revision = 7;
  session.set('child_full_name', 'Trần Bình An');
  expect(await session.flush()).toBe(true);
  expect(heldAt(session.get().answers, 'applicant_phone')).toBe('0905123456');
  expect(heldAt(kept.answers, 'child_full_name')).toBe('Trần Bình An');
  expect(session.get().fault).toBeNull();
});

test('DRAFT_CHANGED_ELSEWHERE: of two answers to one question the stored one stands, and that is said', async () => {
  const { session, kept } = open();
  kept.answers = { child_full_name: { value: 'Trần Bình Yên', source: 'typed' } };
  kept.revision = 7;
  session.set('child_full_name', 'Trần Bình An');
  await session.flush();
  expect(heldAt(session.get().answers, 'child_full_name')).toBe('Trần Bình Yên');
  expect(session.get().fault).toBe('DRAFT_CHANGED_ELSEWHERE');
  session.dismissFault();
  session.set('child_full_name', 'Trần Bình An');
  expect(await session.flush()).toBe(true);
  expect(heldAt(kept.answers, 'child_full_name')).toBe('Trần Bình An');
});

test.each(['CORE_RESTARTING', 'CALL_TIMED_OUT', 'NOT_READY'] as const)(
  '%s: asks again after a while until the answer is stored',
  async (fault) => {
    const { session, kept, clock } = open();
    kept.faults.push(fault, fault);
    session.set('child_full_name', 'Trần Bình An');
    for (let turn = 0; turn < 2; turn += 1) {
      await settle();
      expect(session.get().saving).toBe('saving');
      clock.advance(400);
    }
    expect(await session.flush()).toBe(true);
    expect(kept.calls).toHaveLength(3);
    expect(heldAt(kept.answers, 'child_full_name')).toBe('Trần Bình An');
  },
);

test('DRAFT_NONE: says that nothing is stored, keeps the answers on the page and lets nobody go on', async () => {
  const { session, kept } = open();
  kept.faults.push('DRAFT_NONE', 'DRAFT_NONE');
  session.set('child_full_name', 'Trần Bình An');
  expect(await session.flush()).toBe(false);
  expect(session.get()).toMatchObject({ saving: 'failed', fault: 'DRAFT_NONE' });
  expect(heldAt(session.latest(), 'child_full_name')).toBe('Trần Bình An');
  session.set('child_sex', 'male');
  expect(await session.flush()).toBe(false);
});

test('INPUT_REFUSED: an answer the core does not take keeps no other from being stored', async () => {
  const { session, kept } = open();
  kept.faults.push('INPUT_REFUSED', null, 'INPUT_REFUSED');
  session.set('child_full_name', 'x'.repeat(100_000));
  session.set('child_sex', 'male');
  expect(await session.flush()).toBe(false);
  expect(heldAt(kept.answers, 'child_sex')).toBe('male');
  expect(session.get()).toMatchObject({ saving: 'failed', fault: 'INPUT_REFUSED' });
  kept.faults.length = 0;
  session.set('child_full_name', 'Trần Bình An');
  expect(await session.flush()).toBe(true);
  expect(heldAt(kept.answers, 'child_full_name')).toBe('Trần Bình An');
  expect(session.get().saving).toBe('saved');
});
