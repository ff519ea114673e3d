import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { refusal } from '../support/fault-of.ts';
import { makeReady, openPapersKiosk, type PapersKiosk } from '../support/papers-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';

function printedText(kiosk: PapersKiosk): string {
  const folder = path.join(kiosk.dataDir, 'printed');
  const name = readdirSync(folder).find((one) => one.includes('receipt')) ?? '';
  return execFileSync('pdftotext', ['-layout', path.join(folder, name), '-']).toString();
}

test('says everything that is missing at once, and refuses while something is', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  const { problems } = await client.submission.state({ draftId });
  expect(problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['form', 'paper', 'delivery']));
  expect(await refusal(client.submission.submit({ draftId }))).toBe('DOSSIER_INCOMPLETE');
  expect(await client.drafts.current()).not.toBeNull();
});

test('offline, a dossier is sealed, has a temporary code and a printed receipt, and the form is gone from the visit', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  await makeReady(kiosk);
  expect((await client.submission.state({ draftId })).problems).toEqual([]);
  expect(await client.submission.prepare({ draftId })).toMatchObject({ files: 2 });

  // Two presses in one moment, and a third after the answer was lost.
  const [first, second] = await Promise.all([
    client.submission.submit({ draftId }),
    client.submission.submit({ draftId }),
  ]);
  expect(second).toEqual(first);
  expect(await client.submission.submit({ draftId })).toEqual(first);
  expect(await client.drafts.current()).toBeNull();

  const view = await client.receipts.view({ dossierId: draftId });
  expect(view).toMatchObject({ isTemporary: true, delivery: 'office', queue: { state: 'waiting' } });
  expect(view.prints.a4.kind).toBe('none');
  await client.receipts.print({ dossierId: draftId, paper: 'a4' });
  expect((await client.receipts.view({ dossierId: draftId })).prints.a4).toEqual({
    kind: 'printed',
    copy: 0,
  });
  const paper = printedText(kiosk);
  expect(paper).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  expect(paper).toContain(view.code);
  expect(paper).toContain('Rơ Châm H’Ơ̆'.normalize('NFC'));
  // The form and one paper; the pages they were made of are gone.
  expect(kiosk.vaultFiles()).toHaveLength(2);

  await client.session.end();
  expect(kiosk.vaultFiles()).toHaveLength(2);
});

test('the next visit cannot hand in again, and the restarted kiosk knows the dossier and asks about a second one', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  await makeReady(kiosk);
  await client.submission.submit({ draftId });
  const { code } = await client.receipts.view({ dossierId: draftId });
  await kiosk.stop();
  const again = await openPapersKiosk({ dataDir: kiosk.dataDir });
  expect(again.draftId).not.toBe(draftId);
  await again.fill();
  expect((await again.client.submission.state({ draftId: again.draftId })).sameToday).toBe(code);
});

test('online, the portal gets every byte once and the receipt shows its code', async () => {
  const portal = await openTestPortal();
  const kiosk = await openPapersKiosk({ portal });
  const { client, draftId } = kiosk;
  await makeReady(kiosk);
  await client.submission.submit({ draftId });
  await kiosk.told((event) => event.kind === 'queue' && event.waiting === 0);
  const view = await client.receipts.view({ dossierId: draftId });
  expect(view).toMatchObject({ isTemporary: false, queue: { state: 'delivered', percent: 100 } });
});

test('the files of a dossier are PDF/A of true size, in 24-bit colour at 200 dpi', async () => {
  const portal = await openTestPortal();
  const kiosk = await openPapersKiosk({ portal });
  await makeReady(kiosk);
  await kiosk.client.submission.submit({ draftId: kiosk.draftId });
  await kiosk.told((event) => event.kind === 'queue' && event.waiting === 0);
  const paper = portal.desk.readFile(kiosk.draftId, 0, 2);
  const file = path.join(kiosk.dataDir, 'arrived.pdf');
  writeFileSync(file, paper ?? Buffer.alloc(0));
  const info = execFileSync('pdfinfo', [file]).toString();
  expect(info).toMatch(/Pages:\s+2/);
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
  expect(Number(size?.[1])).toBeCloseTo(595.3, -1);
  expect(Number(size?.[2])).toBeCloseTo(841.9, -1);
  const images = execFileSync('pdfimages', ['-list', file]).toString().trim().split('\n').slice(2);
  expect(images).toHaveLength(2);
  for (const row of images) {
    const columns = row.trim().split(/\s+/);
    expect(columns.slice(5, 8)).toEqual(['rgb', '3', '8']);
    expect(Number(columns[12])).toBeGreaterThanOrEqual(199);
  }
});
