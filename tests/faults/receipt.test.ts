import { expect, test } from 'vitest';
import type { Printers } from '../../electron/core/devices/index.ts';
import type { Receipts } from '../../electron/core/receipt/index.ts';
import type { Store } from '../../electron/core/storage/index.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import { receiptsOn, saveSealed } from '../support/receipt-desk.ts';
import { sealedDossierId as dossierId, sealedContent } from '../support/sealed-content.ts';
import { makePlace, type Place } from './storage-place.ts';

type Print = Printers['print'];
const confirmed = { printer: 'tray', confirmedAt: 0 } as const;
const contents = [
  sealedContent(),
  sealedContent({ kind: 'supplement', revision: 1, temporaryCode: sealedContent().temporaryCode }),
];
/** What was drawn is told by its words; how it looks is proven in tests/integration/receipt.test.ts. */
const drawn = { draw: async (_kind: unknown, input: unknown) => Buffer.from(JSON.stringify(input)) };

async function openDesk(print: Print, place: Place = makePlace(), isSealed = true) {
  const store = await place.open();
  if (isSealed) for (const content of contents.slice(0, 1)) saveSealed(store, content);
  const receipts = receiptsOn(store, { contents, workshop: drawn, printers: { print } });
  return { place, store, receipts };
}

const slip = { dossierId, paper: 'slip', visit: null } as const;
const slipState = async (receipts: Receipts) => (await receipts.facts({ dossierId })).prints.slip;

/** Events of printing, as they were told to the audit log. */
function told(store: Store): readonly unknown[] {
  return store.audit
    .list({ from: 0, to: Number.MAX_SAFE_INTEGER })
    .filter(({ event }) => event === 'receipt-printed')
    .map(({ details }) => `${details.copy} ${details.outcome} ${details.fault ?? ''}`.trim());
}

test('a dead printer takes nothing away: the code and its QR are there, and the same receipt prints later', async () => {
  let isDead = true;
  const { receipts, store } = await openDesk(async () => {
    if (isDead) throw new KioskFault('PRINTER_LOST');
    return confirmed;
  });
  expect(await slipState(receipts)).toEqual({ kind: 'none' });
  await expect(receipts.print(slip)).rejects.toMatchObject({ code: 'PRINTER_LOST' });
  const { facts, prints } = await receipts.facts({ dossierId });
  expect(facts.qrText).toBe(`TEMP:${sealedContent().temporaryCode}`);
  expect(prints.slip).toEqual({ kind: 'failed', fault: 'PRINTER_LOST' });
  isDead = false;
  expect(await receipts.print(slip)).toEqual({ state: 'printed', copy: 0 });
  expect(await slipState(receipts)).toMatchObject({ kind: 'printed', copy: 0, printer: 'tray' });
  expect(told(store)).toEqual(['0 failed PRINTER_LOST', '0 done']);
  expect(store.audit.verify().ok).toBe(true);
});

test('a jam is a failure with its reason, and "đã in" is said of nothing until the printer confirms', async () => {
  let jam: (error: unknown) => void = () => {};
  const { receipts } = await openDesk(() => new Promise((_, reject) => (jam = reject)));
  const printing = receipts.print(slip);
  await expect.poll(() => slipState(receipts)).toEqual({ kind: 'printing' });
  await new Promise((resolve) => setImmediate(resolve));
  jam(new KioskFault('PRINTER_JAM'));
  await expect(printing).rejects.toMatchObject({ code: 'PRINTER_JAM' });
  expect(await slipState(receipts)).toEqual({ kind: 'failed', fault: 'PRINTER_JAM' });
});

test('two taps print once; the other paper of the receipt waits its turn', async () => {
  const order: string[] = [];
  const { receipts } = await openDesk(async ({ paper }) => {
    order.push(`${paper} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${paper} ends`);
    return confirmed;
  });
  const all = await Promise.all([
    receipts.print(slip),
    receipts.print(slip),
    receipts.print({ ...slip, paper: 'a4' }),
    receipts.print(slip),
  ]);
  expect(all.map(({ copy }) => copy)).toEqual([0, 0, 0, 0]);
  expect(order).toEqual(['slip begins', 'slip ends', 'a4 begins', 'a4 ends']);
});

test('copies are numbered on paper, each paper and each revision by itself', async () => {
  const papers: string[] = [];
  const { receipts, store } = await openDesk(async ({ pdf }) => {
    papers.push(/BẢN SAO SỐ \d/.exec(Buffer.from(pdf).toString())?.[0] ?? 'receipt');
    return confirmed;
  });
  for (const paper of ['slip', 'slip', 'slip', 'a4'] as const) await receipts.print({ ...slip, paper });
  expect(papers).toEqual(['receipt', 'BẢN SAO SỐ 1', 'BẢN SAO SỐ 2', 'receipt']);
  const [, supplement = sealedContent()] = contents;
  saveSealed(store, supplement);
  expect(await receipts.print(slip)).toMatchObject({ copy: 0 });
  expect(await receipts.print({ ...slip, revision: 0 })).toMatchObject({ copy: 3 });
});

test('PRINTER_UNSURE: what may have come out is unknown, and the next one is a copy', async () => {
  let answer: () => Promise<typeof confirmed> = () => Promise.reject(new KioskFault('PRINTER_UNSURE'));
  const { receipts, store } = await openDesk(() => answer());
  await expect(receipts.print(slip)).rejects.toMatchObject({ code: 'PRINTER_UNSURE' });
  expect(await slipState(receipts)).toEqual({ kind: 'unknown' });
  // The visit ended while the printer could not say how far it was.
  const cause = new KioskFault('PRINTER_UNSURE');
  answer = () => Promise.reject(new KioskFault('PRINT_CANCELLED', { cause }));
  await expect(receipts.print(slip)).rejects.toMatchObject({ code: 'PRINT_CANCELLED' });
  expect(await slipState(receipts)).toEqual({ kind: 'unknown' });
  answer = () => Promise.resolve(confirmed);
  expect(await receipts.print(slip)).toMatchObject({ copy: 2 });
  expect(told(store)).toEqual(['0 unknown PRINTER_UNSURE', '1 unknown PRINT_CANCELLED', '2 done']);
});

test('a print that the end of the visit kept from the printer did not come out', async () => {
  const { receipts } = await openDesk(async () => {
    throw new KioskFault('PRINT_CANCELLED');
  });
  await expect(receipts.print(slip)).rejects.toMatchObject({ code: 'PRINT_CANCELLED' });
  expect(await slipState(receipts)).toEqual({ kind: 'failed', fault: 'PRINT_CANCELLED' });
});

test('a crash between the page and its confirmation claims nothing: unknown, and the next one is a copy', async () => {
  let sent: () => void = () => {};
  const isSent = new Promise<void>((resolve) => (sent = resolve));
  const before = await openDesk(() => {
    sent();
    return new Promise(() => {}); // the kiosk dies before the printer answers
  });
  void before.receipts.print(slip);
  await isSent;
  before.store.close();
  const after = await openDesk(async () => confirmed, before.place, false);
  expect(await slipState(after.receipts)).toEqual({ kind: 'unknown' });
  expect(await after.receipts.print(slip)).toEqual({ state: 'printed', copy: 1 });
});

test('a crash before anything was sent keeps the number: the receipt itself is still to come', async () => {
  let drawing: () => void = () => {};
  const isDrawing = new Promise<void>((resolve) => (drawing = resolve));
  const place = makePlace();
  const store = await place.open();
  saveSealed(store, sealedContent());
  const receipts = receiptsOn(store, {
    contents,
    printers: { print: async () => confirmed },
    workshop: {
      draw() {
        drawing();
        return new Promise(() => {});
      },
    },
  });
  void receipts.print(slip);
  await isDrawing;
  store.close();
  const after = await openDesk(async () => confirmed, place, false);
  expect(await slipState(after.receipts)).toEqual({ kind: 'failed', fault: null });
  expect(await after.receipts.print(slip)).toEqual({ state: 'printed', copy: 0 });
});

test('a confirmation that could not be written is never remembered as printed', async () => {
  let stop: () => void = () => {};
  const before = await openDesk(async () => {
    stop();
    return confirmed;
  });
  stop = () => before.store.close();
  await expect(before.receipts.print(slip)).rejects.toThrow();
  const after = await openDesk(async () => confirmed, before.place, false);
  expect(await slipState(after.receipts)).toEqual({ kind: 'unknown' });
});

test('DISK_FULL at the confirmation leaves a printed paper unknown, never failed', async () => {
  const place = makePlace();
  const store = await place.open();
  saveSealed(store, sealedContent());
  let writes = 0;
  const filling: Store = {
    ...store,
    write(work) {
      writes += 1;
      if (writes === 3) throw new KioskFault('DISK_FULL'); // issued, sent, and then no room for "confirmed"
      return store.write(work);
    },
  };
  const receipts = receiptsOn(filling, {
    contents,
    workshop: drawn,
    printers: { print: async () => confirmed },
  });
  await expect(receipts.print(slip)).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await slipState(receipts)).toEqual({ kind: 'unknown' });
  expect(await receipts.print(slip)).toMatchObject({ copy: 1 });
});

test('RECEIPT_NONE: what was never sealed has no receipt, and no row is left of the try', async () => {
  const { receipts, store } = await openDesk(async () => confirmed);
  const stranger = '01938d6e-0000-7000-8000-00000000000f';
  await expect(receipts.print({ ...slip, dossierId: stranger })).rejects.toMatchObject({
    code: 'RECEIPT_NONE',
  });
  await expect(receipts.facts({ dossierId, revision: 1 })).rejects.toMatchObject({ code: 'RECEIPT_NONE' });
  expect(store.db.prepare('SELECT count(*) FROM receipt_print').pluck().get()).toBe(0);
});
