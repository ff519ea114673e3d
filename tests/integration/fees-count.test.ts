import { expect, test } from 'vitest';
import { diploma, home, openFeesKiosk } from '../support/fees-kiosk.ts';
import { fillDraft, openPapersKiosk } from '../support/papers-kiosk.ts';

test('what the form counts is the fee of every paper in it, and nobody is asked for it again', async () => {
  const { client, dossierId } = await openFeesKiosk({
    procedureCode: '2.000815',
    answers: { papers: [diploma(5, 2), diploma(1, 3)] },
  });
  expect(await client.fees.view({ dossierId })).toMatchObject({ dueVnd: 20_000 });
});

test('several extract copies are not told the price of one, because the page does not print its unit', async () => {
  const { client, dossierId } = await openFeesKiosk({ answers: { copies_count: 3 } });
  expect(await client.fees.view({ dossierId })).toMatchObject({ state: 'ask-staff', dueVnd: null });
});

test('extract copies asked for beside a free registration are not called free', async () => {
  const withCopies = await openFeesKiosk({ procedureCode: '1.001193', answers: { copies_count: 2 } });
  expect(await withCopies.client.fees.view({ dossierId: withCopies.dossierId })).toMatchObject({
    state: 'ask-staff',
    dueVnd: null,
  });
  const without = await openFeesKiosk({ procedureCode: '1.001193', answers: { copies_requested: false } });
  expect(await without.client.fees.view({ dossierId: without.dossierId })).toMatchObject({
    state: 'nothing-due',
    dueVnd: 0,
  });
});

test('whoever gets the result by post is not sent to the counter to pay for the copies', async () => {
  const { client, draftId } = await openPapersKiosk();
  await fillDraft(client, draftId);
  const atOffice = await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  expect(atOffice.fee).toMatchObject({ amountVnd: null, hasMore: true, choice: { way: 'counter' } });
  const byPost = await client.submission.setDelivery({ draftId, delivery: home });
  expect(byPost.fee.choice?.way).toBe('post');
});
