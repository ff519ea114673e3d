import { expect, onTestFinished, test } from 'vitest';
import { createSimulatedHid, honeywell, newland } from '../../../../tests/simulators/hid-pos.ts';
import { createFakeClock } from '../../../../tests/support/fake-clock.ts';
import { createHidPosReader } from './drivers/hid-pos.ts';
import { readerTimings } from './reader.machine.ts';

const card = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };

/** Lets everything that waits for nothing but promises happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function open() {
  const hid = createSimulatedHid();
  const clock = createFakeClock();
  const said: string[] = [];
  const codes: { text: string; symbology: string | null; serial: string | null }[] = [];
  const reader = createHidPosReader({
    hid: async () => hid.module,
    layoutOf: ({ vendorId }) => (vendorId === 0x1eab ? 'plain' : null),
    clock,
    log: quiet,
  });
  reader.start({
    onCode: (code) =>
      codes.push({
        text: Buffer.from(code.bytes).toString('utf8'),
        symbology: code.symbology,
        serial: code.reader.serial,
      }),
    onState: (state) => said.push('fault' in state ? `${state.kind} ${state.fault}` : state.kind),
    onTrouble: (fault) => said.push(`trouble ${fault}`),
  });
  onTestFinished(() => reader.stop());
  async function pass(ms: number): Promise<void> {
    await settle();
    clock.advance(ms);
    await settle();
  }
  return { hid, clock, said, codes, reader, pass };
}

test('reads a code that comes in several reports, with its symbology and the reader’s own serial', async () => {
  const { hid, codes, said, pass } = open();
  const scanner = honeywell();
  hid.plugIn(scanner);
  await pass(readerTimings.lookMs);
  hid.read(scanner, card);
  expect(Buffer.from(card).length).toBeGreaterThan(56);
  expect(codes).toEqual([{ text: card, symbology: ']Q1', serial: 'SIM0001' }]);
  expect(said).toEqual(['absent', 'ready', 'reading', 'ready']);
});

test('reads a maker that leaves the identifier out', async () => {
  const { hid, codes, pass } = open();
  const scanner = newland();
  hid.plugIn(scanner);
  await pass(readerTimings.lookMs);
  hid.read(scanner, card);
  expect(codes).toEqual([{ text: card, symbology: null, serial: null }]);
});

test('a card of exactly one full report is one code', async () => {
  const { hid, codes, pass } = open();
  const scanner = honeywell();
  hid.plugIn(scanner);
  await pass(readerTimings.lookMs);
  hid.read(scanner, 'x'.repeat(56));
  hid.read(scanner, 'y'.repeat(112));
  expect(codes.map(({ text }) => text)).toEqual(['x'.repeat(56), 'y'.repeat(112)]);
});

test('a reader plugged in again at another socket is the same reader', async () => {
  const { hid, codes, said, pass } = open();
  const scanner = honeywell();
  hid.plugIn(scanner);
  await pass(readerTimings.lookMs);
  hid.pullOut(scanner);
  await pass(readerTimings.lookMs);
  const elsewhere = honeywell('SIM0001', '/dev/hidraw7');
  hid.plugIn(elsewhere);
  await pass(readerTimings.lookMs);
  hid.read(elsewhere, card);
  expect(codes).toHaveLength(1);
  expect(said).toEqual(['absent', 'ready', 'recovering READER_LOST', 'ready', 'reading', 'ready']);
});

test('another device at the path of the old one is another reader', async () => {
  const { hid, codes, pass } = open();
  const scanner = honeywell('SIM0001');
  hid.plugIn(scanner);
  await pass(readerTimings.lookMs);
  hid.pullOut(scanner);
  const other = honeywell('SIM0002', scanner.device.path);
  hid.plugIn(other);
  await pass(readerTimings.lookMs);
  await pass(readerTimings.lookMs);
  hid.read(other, card);
  expect(codes.map(({ serial }) => serial)).toEqual(['SIM0002']);
});

test('one dead reader does not hide another', async () => {
  const { hid, codes, said, pass } = open();
  const [dead, alive] = [honeywell('SIM0001'), honeywell('SIM0002', '/dev/hidraw1')];
  hid.plugIn(dead);
  hid.plugIn(alive);
  await pass(readerTimings.lookMs);
  hid.pullOut(dead);
  await pass(readerTimings.lookMs);
  hid.read(alive, card);
  expect(codes).toHaveLength(1);
  expect(said).not.toContain('recovering READER_LOST');
});

test('two readers in the middle of their codes do not mix them', async () => {
  const { hid, codes, pass } = open();
  const [left, right] = [honeywell('SIM0001'), honeywell('SIM0002', '/dev/hidraw1')];
  hid.plugIn(left);
  hid.plugIn(right);
  await pass(readerTimings.lookMs);
  hid.read(left, card, 1);
  hid.read(right, card);
  expect(codes.map(({ text, serial }) => [text, serial])).toEqual([[card, 'SIM0002']]);
});

test('stopping leaves no timer and no open device behind', async () => {
  const { hid, clock, reader, pass } = open();
  hid.plugIn(honeywell());
  await pass(readerTimings.lookMs);
  expect(hid.openHandles()).toBe(1);
  await reader.stop();
  await settle();
  expect(hid.openHandles()).toBe(0);
  expect(clock.waiting()).toBe(0);
});
