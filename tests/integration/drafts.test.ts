import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { type CoreClient, type DraftState, defaultReading } from '../../shared/contract/index.ts';
import { refusal } from '../support/fault-of.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore, type TestCore } from '../support/test-core.ts';

const birth = '1.001193';
const canary = 'Nguyễn Thị Hoàng Yến Vy';

interface Kiosk extends TestCore {
  readonly client: CoreClient;
  readonly dataDir: string;
  stop(): Promise<void>;
}

async function openKiosk(dataDir?: string, change: (config: KioskConfig) => KioskConfig = (same) => same) {
  const folder = dataDir === undefined ? makeFolder('drafts') : null;
  const place = dataDir ?? folder?.path ?? '';
  const core = startTestCore({
    dataDir: place,
    config: { load: async () => change(demoConfig({ dataDir: place, portalAddress: 'http://127.0.0.1:9' })) },
  });
  await core.reach('ready');
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= core.core.stop('test over'));
  const kiosk: Kiosk = { ...core, client: openTestPage(core.core).client, dataDir: place, stop };
  onTestFinished(async () => {
    await kiosk.stop();
    folder?.remove();
  });
  return kiosk;
}

async function begin(kiosk: Kiosk, procedureCode = birth): Promise<DraftState> {
  await kiosk.client.session.begin({ reading: defaultReading });
  return kiosk.client.drafts.open({ procedureCode });
}

test('stores each answer at once and gives it back after a reload', async () => {
  const kiosk = await openKiosk();
  const { draftId, revision } = await begin(kiosk);
  const change = await kiosk.client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: canary,
    revision,
  });
  expect(change.changed.child_full_name).toEqual({ value: canary, source: 'typed' });
  const again = openTestPage(kiosk.core).client;
  const current = await again.drafts.current();
  expect(current?.answers.child_full_name).toEqual({ value: canary, source: 'typed' });
  expect(current?.revision).toBe(change.revision);
});

test('keeps a wrong answer as typed and says everything that is wrong at once', async () => {
  const kiosk = await openKiosk();
  const { client } = kiosk;
  const draft = await begin(kiosk);
  let { revision } = draft;
  const wrong = {
    child_full_name: 'An 😀',
    child_birth_date: '2026-02-31',
    child_sex: 'other',
    applicant_phone: '123',
  };
  for (const [fieldPath, value] of Object.entries(wrong)) {
    ({ revision } = await client.drafts.answer({ draftId: draft.draftId, fieldPath, value, revision }));
  }
  const review = await client.drafts.review({ draftId: draft.draftId });
  const said = review.faults.map(({ stepId, path: at, message }) => [
    stepId,
    at,
    message.kind === 'known' ? message.id : message.rule,
  ]);
  expect(said).toContainEqual(['child', 'child_full_name', 'emoji']);
  expect(said).toContainEqual(['child', 'child_birth_date', 'date-not-exist']);
  expect(said).toContainEqual(['child', 'child_sex', 'choice-unknown']);
  expect(said.filter(([, , id]) => id === 'required').length).toBeGreaterThan(3);
  expect((await client.drafts.current())?.answers.child_full_name?.value).toBe('An 😀');
});

test.each([
  ['an unknown field', 'not_a_field', 'x'],
  ['a field that the form works out by itself', 'child_birth_date_in_words', 'ngày mồng một'],
  ['a number where a name belongs', 'child_full_name', 7],
  ['a list where a date belongs', 'child_birth_date', ['2026-01-01']],
  [
    'a signature larger than any hand',
    'applicant_signature',
    { width: 1, height: 1, strokes: [Array(90_000).fill(1.123)] },
  ],
])('INPUT_REFUSED: %s is refused, and nothing changes', async (_what, fieldPath, value) => {
  const kiosk = await openKiosk();
  const { draftId, revision } = await begin(kiosk);
  const call = kiosk.client.drafts.answer({ draftId, fieldPath, value, revision });
  expect(await refusal(call)).toBe('INPUT_REFUSED');
  expect((await kiosk.client.drafts.current())?.revision).toBe(revision);
});

test('DRAFT_CHANGED_ELSEWHERE: of two pages that answer at once the slower is told, and nothing is lost', async () => {
  const kiosk = await openKiosk();
  const { client } = kiosk;
  const { draftId, revision } = await begin(kiosk);
  const first = await client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: canary,
    revision,
  });
  const late = client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: 'Trần Văn Muộn',
    revision,
  });
  expect(await refusal(late)).toBe('DRAFT_CHANGED_ELSEWHERE');
  const now = await client.drafts.current();
  expect(now?.revision).toBe(first.revision);
  expect(now?.answers.child_full_name?.value).toBe(canary);
  const repeated = await client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: 'Trần Văn Muộn',
    revision: first.revision,
  });
  expect(repeated.revision).toBe(first.revision + 1);
});

test('DRAFT_OTHER_OPEN: one form at a time; the same procedure comes back to the same form', async () => {
  const kiosk = await openKiosk();
  const draft = await begin(kiosk);
  expect(await refusal(kiosk.client.drafts.open({ procedureCode: '1.004873' }))).toBe('DRAFT_OTHER_OPEN');
  expect((await kiosk.client.drafts.open({ procedureCode: birth })).draftId).toBe(draft.draftId);
  await kiosk.client.drafts.discard({ draftId: draft.draftId });
  const other = await kiosk.client.drafts.open({ procedureCode: '1.004873' });
  expect(other.draftId).not.toBe(draft.draftId);
});

test('DRAFT_NONE: a form that was discarded takes no answer, and a visit is needed to begin one', async () => {
  const kiosk = await openKiosk();
  const { client } = kiosk;
  expect(await refusal(client.drafts.open({ procedureCode: birth }))).toBe('SESSION_NOT_OPEN');
  const { draftId, revision } = await begin(kiosk);
  await client.drafts.discard({ draftId });
  expect(await client.drafts.current()).toBeNull();
  const answer = client.drafts.answer({ draftId, fieldPath: 'child_full_name', value: canary, revision });
  expect(await refusal(answer)).toBe('DRAFT_NONE');
});

test('a procedure without a form of its own gets the generic request form', async () => {
  const kiosk = await openKiosk();
  const { draftId } = await begin(kiosk, '2.001263');
  const { form, today } = await kiosk.client.drafts.form({ draftId });
  expect(form.code).toBe('generic');
  expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('fills what the person showed, and proposals follow the answers', async () => {
  const kiosk = await openKiosk();
  const { client } = kiosk;
  await client.session.begin({ reading: defaultReading });
  const person = {
    fullName: 'Rơ Châm H’Ơ̆',
    idNumber: '064303000456',
    birthDate: '1998-03-15',
    sex: null,
    residence: null,
  };
  await client.identity.declare(person);
  await client.identity.confirm();
  const draft = await client.drafts.open({ procedureCode: birth });
  expect(draft.answers.applicant_full_name).toEqual({ value: person.fullName, source: 'earlier' });
  const change = await client.drafts.answer({
    draftId: draft.draftId,
    fieldPath: 'applicant_relation_to_subject',
    value: 'mother',
    revision: draft.revision,
  });
  expect(change.changed.mother_full_name).toEqual({ value: person.fullName, source: 'earlier' });
});

test('what the kiosk filled in and a person emptied stays empty, and is theirs from then on', async () => {
  const kiosk = await openKiosk();
  const { client } = kiosk;
  const { draftId, revision } = await begin(kiosk);
  let at = revision;
  const answer = async (fieldPath: string, value: string | null): Promise<void> => {
    at = (await client.drafts.answer({ draftId, fieldPath, value, revision: at })).revision;
  };
  await answer('applicant_full_name', 'Trần Thị Hoa');
  await answer('applicant_relation_to_subject', 'mother');
  const proposed = await client.drafts.current();
  expect(proposed?.answers.mother_full_name).toEqual({ value: 'Trần Thị Hoa', source: 'earlier' });
  await answer('mother_full_name', null);
  await answer('applicant_full_name', 'Trần Thị Hoà');
  const emptied = await client.drafts.current();
  expect(emptied?.answers.mother_full_name).toEqual({ value: null, source: 'typed' });
  await answer('mother_full_name', 'Trần Thị Hòa');
  expect((await client.drafts.current())?.answers.mother_full_name).toEqual({
    value: 'Trần Thị Hòa',
    source: 'typed',
  });
});

test('the end of a session leaves no answer, no key and no row', async () => {
  const kiosk = await openKiosk();
  const { client, dataDir } = kiosk;
  const { draftId, revision } = await begin(kiosk);
  await client.drafts.answer({ draftId, fieldPath: 'child_full_name', value: canary, revision });
  await client.session.end();
  await client.session.begin({ reading: defaultReading });
  expect(await client.drafts.current()).toBeNull();
  await kiosk.stop();
  expect(filesWith(dataDir, canary)).toEqual([]);
  expect(erasureLines(dataDir)).toBe(2);
  expect(existsSync(path.join(dataDir, 'keys', `${draftId}.key`))).toBe(false);
  expect(sizeOf(path.join(dataDir, 'kiosk.db-wal'))).toBe(0);
});

test('DRAFT_INCOMPLETE: a form with open questions is not printed', async () => {
  const kiosk = await openKiosk();
  const { draftId } = await begin(kiosk);
  expect(await refusal(kiosk.client.drafts.print({ draftId }))).toBe('DRAFT_INCOMPLETE');
  expect(existsSync(path.join(kiosk.dataDir, 'printed'))).toBe(false);
});

function filesWith(folder: string, text: string): readonly string[] {
  const wanted = Buffer.from(text);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(wanted));
}

/** Begun and done. */
function erasureLines(dataDir: string): number {
  return readFileSync(path.join(dataDir, 'erasures.log'), 'utf8').trim().split('\n').length;
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
