import { expect, test } from 'vitest';
import { createPrinters } from '../../electron/core/devices/index.ts';
import { faultOf } from '../support/fault-of.ts';

test('PRINT_CANCELLED: what waits for the printer when the visit ends is not printed, a receipt is', async () => {
  const out: string[] = [];
  let release: () => void = () => {};
  const printers = createPrinters({
    printers: [
      {
        id: 'slow',
        papers: ['slip'],
        async print(job) {
          await new Promise<void>((resolve) => (release = resolve));
          if (job.visit?.aborted) throw new Error('taken back from the spooler');
          out.push(job.name);
          return { printer: 'slow', confirmedAt: 0 };
        },
      },
    ],
    onNews: () => {},
  });
  const pdf = new Uint8Array();
  const visit = printers.visit();
  const running = faultOf(() => printers.print({ name: 'running', paper: 'slip', pdf, visit }));
  const waiting = faultOf(() => printers.print({ name: 'waiting', paper: 'slip', pdf, visit }));
  const receipt = printers.print({ name: 'receipt', paper: 'slip', pdf, visit: null });
  await new Promise((resolve) => setImmediate(resolve));
  printers.endVisit();
  release();
  expect((await running)?.code).toBe('PRINT_CANCELLED');
  expect((await waiting)?.code).toBe('PRINT_CANCELLED');
  // Drawn for the visit before: it does not slip into this one.
  const late = faultOf(() => printers.print({ name: 'late', paper: 'slip', pdf, visit }));
  release();
  await receipt;
  expect((await late)?.code).toBe('PRINT_CANCELLED');
  expect(out).toEqual(['receipt']);
});
