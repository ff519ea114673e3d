import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  orderRegister,
  type RegisterRow,
  registerDrawing,
  registerWords,
} from '../../electron/core/office-papers/index.ts';
import { createPdfWorkshop } from '../../electron/core/pdf/index.ts';
import { createWords } from '../../electron/core/words.ts';
import { systemClock } from '../../shared/clock.ts';
import { builtThreads } from '../support/built.ts';
import { receiptOffice } from '../support/receipt-office.ts';
import { registerBatches } from '../support/register-rows.ts';
import type { BenchRow } from './bench-row.ts';
import { timeMs } from './measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
const rows = 10_000;

/** The register of a year as a spreadsheet, from rows in memory to bytes, and whether the core was free meanwhile. */
export async function measureOfficePapers(): Promise<readonly BenchRow[]> {
  const workshop = createPdfWorkshop({
    workerPath: builtThreads.pdf,
    fontsDir: path.join(root, 'resources/fonts'),
    clock: systemClock,
  });
  const say = createWords(path.join(root, 'resources/strings')).in('vi', ['officepapers', 'receipt']);
  const about = { office: receiptOffice, issuedAtMs: systemClock.now(), officer: 'Trần Thị Bình' };
  const words = registerWords({ ...about, from: '01/01/2026', until: '31/12/2026' }, say);
  const draw = async (as: 'pdf' | 'xlsx', given: Iterable<readonly RegisterRow[]>) =>
    workshop.draw(registerDrawing, await orderRegister({ as, words, rows: given, say }));
  try {
    await draw('xlsx', registerBatches(1)); // the thread and its libraries are there
    // Made before the clock starts: in the product they come from the database, batch by batch.
    const batches = [...registerBatches(rows)];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const sheetMs = await timeMs(() => draw('xlsx', batches));
    delay.disable();
    const p99Ms = delay.percentile(99) / 1e6;
    const pagesMs = await timeMs(() => draw('pdf', batches));
    return [
      row('register of 10,000 rows to XLSX', sheetMs, '≤ 3000 ms', sheetMs <= 3_000),
      row("event-loop delay of the core's process meanwhile, p99", p99Ms, '≤ 20 ms', p99Ms <= 20),
      row('register of 10,000 rows to PDF, 527 pages', pagesMs, '≤ 15000 ms', pagesMs <= 15_000),
    ];
  } finally {
    await workshop.close();
  }
}

function row(name: string, ours: number, target: string, met: boolean): BenchRow {
  return { name, unit: 'ms', ours, raw: null, target, met };
}
