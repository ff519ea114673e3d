import { expect, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { withFolder } from '../support/folders.ts';

const answers = {
  filing_for: 'self',
  applicant_full_name: 'Nguyễn Văn An',
  applicant_birth_date: '1990-05-19',
  applicant_residence: { provinceCode: '52', communeCode: '23722', detail: 'Thôn 1' },
  child_full_name: 'Nguyễn Hoàng Yến',
  child_birth_date: '2026-02-31',
} as const;

test('every answer that was acknowledged is there after the core was killed, at the same step', async () => {
  await withFolder('drafts-crash', async (folder) => {
    const first = await startCoreProcess(folder);
    await first.becomeReady();
    await first.client.session.begin({ reading: defaultReading });
    const draft = await first.client.drafts.open({ procedureCode: '1.001193' });
    const { draftId } = draft;
    let { revision } = draft;
    for (const [fieldPath, value] of Object.entries(answers)) {
      ({ revision } = await first.client.drafts.answer({ draftId, fieldPath, value, revision }));
    }
    await first.client.drafts.goTo({ draftId, stepId: 'child' });
    await first.client.session.go({ place: '/fill/child/child-birth-date' });
    await first.kill();

    const second = await startCoreProcess(folder);
    try {
      await second.becomeReady();
      const after = await second.client.drafts.current();
      expect(after).toMatchObject({ draftId, revision, stepId: 'child' });
      for (const [fieldPath, value] of Object.entries(answers)) {
        expect(after?.answers[fieldPath]).toEqual({ value, source: 'typed' });
      }
      const next = await second.client.drafts.answer({
        draftId,
        fieldPath: 'child_birth_date',
        value: '2026-02-28',
        revision,
      });
      expect(next.revision).toBe(revision + 1);
    } finally {
      await second.stop();
    }
  });
});
