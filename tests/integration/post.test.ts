import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../support/fault-of.ts';
import { home, openFeesKiosk, paidFeeVnd, press } from '../support/fees-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { newVisit, showCard } from '../support/tracking-kiosk.ts';

test('a letter goes where the citizen said last, is followed by its number, and cannot be called back', async () => {
  const portal = await openTestPortal();
  // Sealed when the commune of the paper was still one: nobody can send a letter there today.
  const gone = { ...home, communeCode: '99999', commune: 'xã Nghĩa Hòa, huyện Chư Păh, tỉnh Gia Lai' };
  const kiosk = await openFeesKiosk({
    portal,
    delivery: gone,
    fee: { exemptionClaimed: false, way: 'post' },
  });
  const { client, dossierId } = kiosk;
  // Nobody has entered what the post costs.
  expect(await client.post.table()).toBeNull();
  const first = await client.post.view({ dossierId });
  expect(first).toMatchObject({
    delivery: gone,
    isPlaceGone: true,
    mayChange: true,
    postageVnd: null,
    payer: 'recipient-on-delivery',
    collectVnd: paidFeeVnd,
  });
  expect(first.placesNow.length).toBeGreaterThan(0);
  const change = press(dossierId);
  expect(await refusal(client.post.change({ ...change, delivery: gone }))).toBe('POST_PLACE_GONE');
  expect(await client.post.change({ ...change, delivery: home })).toMatchObject({
    delivery: home,
    isPlaceGone: false,
  });
  expect(await refusal(client.post.printLabel({ dossierId }))).toBe('ROLE_REFUSED');

  // Whoever would rather come to the office gets no letter, until they say otherwise again.
  await client.post.change({ ...press(dossierId), delivery: { way: 'office' } });
  await kiosk.signIn();
  expect(await refusal(client.post.dispatch({ listId: randomUUID(), dossierIds: [dossierId] }))).toBe(
    'POST_NOT_BY_POST',
  );
  await client.staff.handBack();
  await client.post.change({ ...press(dossierId), delivery: home });

  await newVisit(client);
  expect(await refusal(client.post.view({ dossierId }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.post.change({ ...press(dossierId), delivery: home }))).toBe('TRACK_CLOSED');

  await kiosk.signIn();
  await client.post.setTable({ commune: 15_000, province: 25_000, elsewhere: null, payer: 'office' });
  const { rows, total } = await client.post.list({ which: 'to-send' });
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({ dossierId, postageVnd: 15_000, payer: 'office', isReady: false });
  await client.post.setPostage({
    ...press(dossierId),
    postageVnd: 18_000,
    payer: 'recipient-paid',
    note: 'Giờ hành chính',
  });
  await client.post.printLabel({ dossierId });
  const listId = randomUUID();
  const { listNumber } = await client.post.dispatch({ listId, dossierIds: [dossierId] });
  expect(await client.post.dispatch({ listId, dossierIds: [dossierId] })).toEqual({ listNumber });
  expect(await refusal(client.post.dispatch({ listId: randomUUID(), dossierIds: [dossierId] }))).toBe(
    'POST_DISPATCHED',
  );
  await client.post.printList({ listNumber });
  const papers = readdirSync(path.join(kiosk.dataDir, 'printed'));
  expect(papers.some((name) => name.includes('postal-label'))).toBe(true);
  expect(papers.some((name) => name.includes('dispatch-list'))).toBe(true);
  const tracking = { ...press(dossierId), trackingNumber: 'ea123456789vn' };
  await client.post.setTracking(tracking);
  expect((await client.post.list({ which: 'sent' })).rows[0]).toMatchObject({
    trackingNumber: 'EA123456789VN',
    listNumber,
    payer: 'recipient-paid',
  });

  // The citizen comes back with the card: where it is, and that it cannot be changed any more.
  await newVisit(client);
  await showCard(client);
  const seen = await client.post.view({ dossierId });
  expect(seen).toMatchObject({ mayChange: false, trackingNumber: 'EA123456789VN' });
  expect(await refusal(client.post.change({ ...press(dossierId), delivery: { way: 'office' } }))).toBe(
    'POST_DISPATCHED',
  );
  const told = (): string[] =>
    portal.payments
      .events(dossierId)
      .flatMap(({ event }) => (event.about === 'post' ? [event.post.kind] : []));
  await expect
    .poll(told, { timeout: 10_000 })
    .toEqual([
      'delivery-changed',
      'delivery-changed',
      'delivery-changed',
      'postage-set',
      'dispatched',
      'tracking-set',
    ]);
});

test('who chooses to pay the postman is known to the counter and to the post, and may think better of it', async () => {
  const kiosk = await openFeesKiosk({ delivery: home, fee: { exemptionClaimed: false, way: 'counter' } });
  const { client, dossierId } = kiosk;
  expect(await client.post.view({ dossierId })).toMatchObject({ collectVnd: paidFeeVnd, feeWay: 'counter' });
  const choice = { ...press(dossierId), way: 'post' } as const;
  expect(await client.fees.chooseWay(choice)).toMatchObject({ way: 'post', state: 'unpaid', heldVnd: 0 });
  // The answer was lost and the press comes again.
  expect(await client.fees.chooseWay(choice)).toMatchObject({ way: 'post' });
  expect(await client.post.view({ dossierId })).toMatchObject({ collectVnd: paidFeeVnd, feeWay: 'post' });
  // No letter, no postman.
  await client.post.change({ ...press(dossierId), delivery: { way: 'office' } });
  expect(await refusal(client.fees.chooseWay({ ...press(dossierId), way: 'post' }))).toBe('POST_NOT_BY_POST');
  await client.post.change({ ...press(dossierId), delivery: home });
  await client.fees.chooseWay({ ...press(dossierId), way: 'counter' });
  await client.fees.chooseWay({ ...press(dossierId), way: 'post' });
  await newVisit(client);
  expect(await refusal(client.fees.chooseWay({ ...press(dossierId), way: 'counter' }))).toBe('TRACK_CLOSED');
  await kiosk.signIn();
  const file = await client.fees.file({ dossierId });
  expect(file).toMatchObject({ way: 'post', owedVnd: paidFeeVnd });
  expect(file.lines.map(({ kind }) => kind)).toEqual(['due-set', 'way-chosen', 'way-chosen', 'way-chosen']);
  expect((await client.post.list({ which: 'to-send' })).rows).toMatchObject([{ feeWay: 'post' }]);
  await client.fees.takeCash({ ...press(dossierId), vnd: paidFeeVnd, givenVnd: paidFeeVnd });
  expect(await refusal(client.fees.chooseWay({ ...press(dossierId), way: 'post' }))).toBe('FEE_NOTHING_OWED');
  expect(await client.post.view({ dossierId })).toMatchObject({ collectVnd: 0 });
});
