import type { ReadinessRow, SelfTest } from '../../../shared/contract/index.ts';
import type { FakeCore } from '../fake-core.ts';
import type { Shot } from './shot.ts';
import { signedIn } from './staff-shots.ts';

const row = (
  change: Partial<ReadinessRow> & Pick<ReadinessRow, 'part' | 'level' | 'says'>,
): ReadinessRow => ({
  name: null,
  values: {},
  fault: null,
  reason: null,
  ...change,
});

const rows: readonly ReadinessRow[] = [
  row({ part: 'printer-a4', level: 'works', says: 'printer.ready' }),
  row({ part: 'printer-slip', level: 'broken', says: 'printer.fault', fault: 'PRINTER_PAPER_EMPTY' }),
  row({ part: 'scanner', level: 'works', says: 'scanner.ready', name: 'Fujitsu fi-8170' }),
  row({ part: 'reader', level: 'limited', says: 'reader.recovering', fault: 'READER_LOST' }),
  row({
    part: 'network',
    level: 'limited',
    says: 'network.offline',
    fault: 'PORTAL_STRANGER',
    reason: 'captive',
  }),
  row({ part: 'queue', level: 'limited', says: 'queue.parked', values: { waiting: 3, parked: 1, hours: 5 } }),
  row({
    part: 'storage',
    level: 'works',
    says: 'storage.room',
    values: { dossiers: 6780, gigabytes: '81,4' },
  }),
  row({ part: 'clock', level: 'works', says: 'clock.right' }),
  row({ part: 'key', level: 'limited', says: 'key.besideData' }),
  row({ part: 'catalogue', level: 'works', says: 'catalogue.current', values: { date: '22/11/2026' } }),
];

const scanTest: SelfTest = {
  testId: '0192f0c1-2345-7abc-8def-012345678901',
  startedAtMs: 1_795_300_000_000,
  startedBy: 'Trần Thị Bình',
  finding: {
    kind: 'scan',
    scanner: 'Fujitsu fi-8170',
    verdict: 'streaks',
    streaks: [{ tone: 'dark', fromLeftMm: 80, widthMm: 0.3 }],
    spots: 0,
  },
  verdict: null,
  judgedAtMs: null,
  judgedBy: null,
};

const lettersTest: SelfTest = {
  ...scanTest,
  testId: '0192f0c1-2345-7abc-8def-012345678902',
  finding: { kind: 'letters', paper: 'slip', letters: 200 },
  verdict: 'good',
  judgedAtMs: 1_795_300_100_000,
  judgedBy: 'Lê Văn Cường',
};

const withTrouble = (core: FakeCore): void => {
  core.state.readiness = { checkedAtMs: 1_795_300_000_000, rows: [...rows] };
  core.state.selfTests = { tests: [scanTest, lettersTest], isCardAwaited: false };
};

/** The health screen and the self-tests. */
export const healthShots: readonly Shot[] = [
  { name: 'health-rows', session: signedIn('/staff/health'), prepare: withTrouble },
  { name: 'health-tests', session: signedIn('/staff/health/tests'), prepare: withTrouble },
  {
    name: 'health-well',
    session: signedIn('/staff/health'),
    prepare: (core) => {
      const well = rows.filter(({ level }) => level === 'works');
      core.state.readiness = { checkedAtMs: 1_795_300_000_000, rows: well };
    },
  },
  { name: 'health-tests-none', session: signedIn('/staff/health/tests') },
  {
    name: 'health-tests-card',
    session: signedIn('/staff/health/tests'),
    prepare: (core) => {
      core.state.selfTests = { tests: [lettersTest], isCardAwaited: true };
    },
  },
];
