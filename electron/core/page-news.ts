import type { ScannerNews } from './devices/index.ts';
import type { Events } from './events.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What the services tell a page about the visit, the devices and the queue. */
type PageNews = Pick<
  ServiceDeps,
  | 'onIdentity'
  | 'onSlip'
  | 'onReceipt'
  | 'onSignIn'
  | 'onStaff'
  | 'onReader'
  | 'onPrinter'
  | 'onScanner'
  | 'onPapers'
  | 'onFee'
  | 'onQueue'
  | 'onTickets'
>;

/** Makes an event of each piece of news. The count tells apart two that say the same, such as a code shown twice. */
export function createPageNews({ publish }: Pick<Events, 'publish'>): PageNews {
  let told = 0;

  function nextCount(): number {
    told += 1;
    return told;
  }

  return {
    onIdentity: (change) => publish({ kind: 'identity', ...change }),
    onSlip: (code) => publish({ kind: 'slip', code }),
    onReceipt: (code) => publish({ kind: 'receipt', code, count: nextCount() }),
    onSignIn: (signIn) => publish({ kind: 'sign-in', signIn }),
    onStaff: ({ fault }) => publish({ kind: 'staff', fault, count: nextCount() }),
    onReader: (state) =>
      publish({
        kind: 'device',
        device: 'reader',
        state: state.kind === 'reading' ? 'working' : state.kind,
        fault: 'fault' in state ? state.fault : null,
      }),
    onPrinter: (news) =>
      publish({
        kind: 'device',
        device: 'printer',
        state: news.state,
        fault: 'code' in news ? news.code : null,
      }),
    onScanner: ({ overall }) =>
      publish({
        kind: 'device',
        device: 'scanner',
        state: scannerStateOf(overall.kind),
        fault: 'fault' in overall ? overall.fault : null,
      }),
    onPapers: (scan) => publish({ kind: 'papers', scan, count: nextCount() }),
    onFee: (dossierId) => publish({ kind: 'fee', dossierId, count: nextCount() }),
    onQueue: (counts) => publish({ kind: 'queue', ...counts, count: nextCount() }),
    onTickets: (tickets) => publish({ kind: 'tickets', ...tickets }),
  };
}

/** The screens know fewer states than a scanner has. */
function scannerStateOf(
  kind: ScannerNews['overall']['kind'],
): 'absent' | 'ready' | 'working' | 'recovering' | 'fault' {
  if (kind === 'none') return 'absent';
  return kind === 'scanning' || kind === 'waiting' ? 'working' : kind;
}
