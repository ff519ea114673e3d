import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type {
  Officer,
  Readiness as ReadinessView,
  Role,
  SelfTests,
  TestFinding,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { parseCard } from '../../../shared/identity/index.ts';
import { testLetterRows } from '../../../shared/vietnamese/test-letters.ts';
import { clockTime, dayOf, type FindFaultWords, type Say } from '../../../shared/words/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Paper, Printers, ScannedPage, Scanners } from '../devices/index.ts';
import { officePaperDrawing } from '../office-papers/index.ts';
import type { PageInput, PaperWorkshop } from '../papers/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { lettersDrawing } from './letters-drawing.ts';
import { readinessReport } from './report.ts';
import { type ReadinessFacts, readinessRows } from './rows.ts';
import type { TestStore } from './test-store.ts';

/** How ready the kiosk is for the day, for whoever of the staff is signed in. */
export interface Readiness {
  /** Asks every part; never raises a part's fault, which is a row. */
  view(): Promise<ReadinessView>;
  tests(): SelfTests;
  /** Raises PRINTER_…, PRINT_CANCELLED and PAPER_… faults. */
  printLetters(paper: Paper): Promise<SelfTests>;
  /** Raises SCANNER_…, INBOX_UNREACHABLE and PAGE_… faults. */
  scanBlank(): Promise<SelfTests>;
  awaitCard(isAwaited: boolean): SelfTests;
  /** Raises SELF_TEST_NONE. */
  judge(input: { readonly testId: string; readonly verdict: 'good' | 'bad' }): SelfTests;
  /** Raises as `printLetters`. */
  print(): Promise<{ readonly state: 'printed' }>;
  /** True when the code was waited for: then it is nobody else's. */
  takesCode(scanned: Uint8Array): boolean;
}

const timings = {
  /** A card is held within this time, or nobody will. */
  cardMs: 60_000,
  /** Waking a scanner, laying the sheet down, scanning it. */
  scanMs: 90_000,
} as const;

/** Nobody's dossier: pages of a test that were left by a crash are thrown away at the next start. */
const noDossier = '00000000-0000-4000-8000-000000000000';

export function createReadiness(deps: {
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly tests: TestStore;
  readonly write: (work: () => void) => void;
  readonly officer: () => Officer | null;
  readonly role: () => Role;
  /** The officer is not away while a device works. */
  readonly onActivity: () => void;
  readonly facts: () => Promise<ReadinessFacts>;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly scanners: Scanners;
  readonly paperWorkshop: Pick<PaperWorkshop, 'judgeBlank'>;
  readonly scanDpi: number;
  readonly prefixes: ReadonlySet<string>;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  /** Areas health, officepapers and receipt, in Vietnamese. */
  readonly say: Say;
  readonly faultWords: FindFaultWords;
}): Readiness {
  const { clock, audit } = deps;
  let cardAwaitedSince: number | null = null;

  /** The contract lets nobody else in; a sign-out may still come in the middle of a test. */
  function actor(): Officer {
    const officer = deps.officer();
    if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'readiness' } });
    return officer;
  }

  function isCardAwaited(): boolean {
    if (deps.officer() === null) cardAwaitedSince = null;
    if (cardAwaitedSince !== null && clock.monotonicMs() - cardAwaitedSince > timings.cardMs)
      cardAwaitedSince = null;
    return cardAwaitedSince !== null;
  }

  function tests(): SelfTests {
    return { tests: [...deps.tests.newest()], isCardAwaited: isCardAwaited() };
  }

  function note(finding: TestFinding, accountId: string): SelfTests {
    deps.write(() => {
      deps.tests.insert({
        testId: randomUUID(),
        startedAtMs: Math.max(0, clock.now()),
        finding,
        accountId,
      });
      audit.append({
        id: 'self-test-started',
        role: deps.role(),
        details: { test: finding.kind, outcome: 'done' },
      });
    });
    return tests();
  }

  async function trying<T>(test: TestFinding['kind'], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      audit.append({ id: 'self-test-started', role: deps.role(), details: { test, outcome: 'failed' } });
      throw error;
    }
  }

  async function view(): Promise<ReadinessView> {
    const facts = await deps.facts();
    return { checkedAtMs: facts.nowMs, rows: [...readinessRows(facts)] };
  }

  async function scanOne(): Promise<{ readonly page: PageInput; readonly scanner: string }> {
    const pages: PageInput[] = [];
    const abort = new AbortController();
    const cancel = clock.after(timings.scanMs, () => abort.abort());
    try {
      const { scanner } = await deps.scanners.scan(
        {
          id: `self-test-${randomUUID()}`,
          reference: { dossierId: noDossier, componentId: 'self-test' },
          scanner: null,
          source: 'auto',
          dpi: deps.scanDpi,
          colour: 'grey',
          area: 'a4',
          pageLimit: 1,
        },
        {
          signal: abort.signal,
          onProgress: deps.onActivity,
          sink: { accept: async (page) => void pages.push(await inputOf(page)) },
        },
      );
      const [page] = pages;
      if (page === undefined) throw new KioskFault('SCANNER_NO_PAPER');
      return { page, scanner: `${scanner.vendor} ${scanner.model}`.trim() };
    } finally {
      cancel();
    }
  }

  return {
    view,
    tests,
    printLetters: (paper) =>
      trying('letters', async () => {
        const { accountId } = actor();
        const now = clock.now();
        const pdf = await deps.workshop.draw(lettersDrawing, {
          paper,
          title: deps.say('health.letters.title'),
          lead: deps.say('health.letters.lead'),
          rows: testLetterRows,
          sentence: deps.say('health.letters.sentence'),
          foot: deps.say('health.letters.foot', {
            kiosk: deps.kioskId,
            time: clockTime(now),
            date: dayOf('vi', now),
          }),
        });
        await deps.printers.print({ name: 'letters', paper, pdf, visit: deps.printers.visit() });
        return note({ kind: 'letters', paper, letters: testLetterRows.flat().length }, accountId);
      }),
    scanBlank: () =>
      trying('scan', async () => {
        const { accountId } = actor();
        const { page, scanner } = await scanOne();
        const { verdict, streaks, spots } = await deps.paperWorkshop.judgeBlank(page);
        return note({ kind: 'scan', scanner, verdict, streaks: streaks.slice(0, 20), spots }, accountId);
      }),
    awaitCard(isAwaited) {
      cardAwaitedSince = isAwaited ? clock.monotonicMs() : null;
      return tests();
    },
    judge({ testId, verdict }) {
      const { accountId } = actor();
      const test = deps.tests.newest().find((one) => one.testId === testId);
      if (test === undefined || test.verdict !== null) throw new KioskFault('SELF_TEST_NONE');
      deps.write(() => {
        deps.tests.judge(testId, verdict, { accountId, atMs: Math.max(0, clock.now()) });
        audit.append({
          id: 'self-test-finished',
          role: deps.role(),
          details: { test: test.finding.kind, verdict },
        });
      });
      return tests();
    },
    async print() {
      const { name } = actor();
      const visit = deps.printers.visit();
      const { rows, checkedAtMs } = await view();
      const count = (level: string): number => rows.filter((row) => row.level === level).length;
      const details = { broken: count('broken'), limited: count('limited') };
      const paper = readinessReport({
        rows,
        tests: deps.tests.newest(),
        atMs: checkedAtMs,
        office: deps.office,
        kioskId: deps.kioskId,
        officerName: name,
        say: deps.say,
        faultWords: deps.faultWords,
      });
      try {
        const pdf = await deps.workshop.draw(officePaperDrawing, paper);
        await deps.printers.print({ name: 'readiness', paper: 'a4', pdf, visit });
      } catch (error) {
        audit.append({
          id: 'readiness-printed',
          role: deps.role(),
          details: { ...details, outcome: 'failed' },
        });
        throw error;
      }
      audit.append({ id: 'readiness-printed', role: deps.role(), details: { ...details, outcome: 'done' } });
      return { state: 'printed' };
    },
    takesCode(scanned) {
      if (!isCardAwaited()) return false;
      const { accountId } = actor();
      cardAwaitedSince = null;
      note({ kind: 'card', code: codeKindOf(scanned, deps.prefixes) }, accountId);
      return true;
    },
  };
}

async function inputOf({ path, dpi, format }: ScannedPage): Promise<PageInput> {
  if (format === 'pdf') throw new KioskFault('PAGE_PICTURE_UNREADABLE', { details: { reason: 'a PDF' } });
  return { bytes: await readFile(path), dpi, announced: format, expected: { kind: 'paper', size: 'a4' } };
}

/** Everything that is read is forgotten here but which kind of code it was. */
function codeKindOf(
  scanned: Uint8Array,
  prefixes: ReadonlySet<string>,
): Extract<TestFinding, { kind: 'card' }>['code'] {
  const reading = parseCard(scanned, prefixes);
  if (reading.kind === 'damaged') return 'damaged';
  if (reading.kind === 'other') return reading.code;
  return reading.extra.length > 0 ? 'card-2024' : 'card-2021';
}
