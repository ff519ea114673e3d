import { expect, test } from 'vitest';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { OnPrinterWait, Printer } from './printer.port.ts';
import { createPrinters, type PrinterNews } from './printers.ts';

const job = { name: 'slip-1', paper: 'slip', pdf: new Uint8Array(), visit: null } as const;

function open(printer: Partial<Printer>) {
  const news: PrinterNews[] = [];
  const whole: Printer = {
    id: 'one',
    papers: ['slip'],
    print: async () => ({ printer: 'one', confirmedAt: 0 }),
    ...printer,
  };
  return { news, printers: createPrinters({ printers: [whole], onNews: (one) => news.push(one) }) };
}

test('tells when a job waits for paper, goes on, and what staff should see to after it', async () => {
  const { news, printers } = open({
    async print(_job, onWait: OnPrinterWait = () => {}) {
      onWait('PRINTER_PAPER_EMPTY');
      onWait(null);
      return { printer: 'one', confirmedAt: 0, warnings: ['PRINTER_PAPER_LOW'] };
    },
  });
  await printers.print(job);
  expect(news).toEqual([
    { state: 'working' },
    { state: 'recovering', code: 'PRINTER_PAPER_EMPTY' },
    { state: 'working' },
    { state: 'ready', code: 'PRINTER_PAPER_LOW' },
  ]);
});

test('tells the printer’s own fault, and names a defect a failed print', async () => {
  const jam = open({
    print: async () => {
      throw new KioskFault('PRINTER_JAM');
    },
  });
  await expect(jam.printers.print(job)).rejects.toMatchObject({ code: 'PRINTER_JAM' });
  expect(jam.news.at(-1)).toEqual({ state: 'fault', code: 'PRINTER_JAM' });
  const defect = open({
    print: async () => {
      throw new Error('a defect');
    },
  });
  await expect(defect.printers.print(job)).rejects.toThrow('a defect');
  expect(defect.news.at(-1)).toEqual({ state: 'fault', code: 'PRINTER_FAILED' });
});

test('asks a printer how it is between two jobs, never during one', async () => {
  const order: string[] = [];
  let release: () => void = () => {};
  const { news, printers } = open({
    async print() {
      order.push('print');
      await new Promise<void>((resolve) => (release = resolve));
      order.push('printed');
      return { printer: 'one', confirmedAt: 0 };
    },
    async check() {
      order.push('check');
      return ['PRINTER_SUPPLY_LOW'];
    },
  });
  const printing = printers.print(job);
  const checking = printers.check('slip');
  await new Promise((resolve) => setImmediate(resolve));
  release();
  await printing;
  expect(await checking).toEqual(['PRINTER_SUPPLY_LOW']);
  expect(order).toEqual(['print', 'printed', 'check']);
  expect(news.at(-1)).toEqual({ state: 'ready', code: 'PRINTER_SUPPLY_LOW' });
  await expect(printers.check('a4')).rejects.toMatchObject({ code: 'PRINTER_NONE' });
});
