import type { ReceiptPrint, ReceiptView } from '../../../shared/contract/index.ts';
import { type FaultCode, isFaultCode, KioskFault } from '../../../shared/faults/index.ts';
import type { Queue } from '../queue/index.ts';
import type { ReceiptPrintState, Receipts } from './receipts.ts';

/** Receipts as the screens ask for them. */
export interface ReceiptDesk {
  /** Raises RECEIPT_NONE, and TRACK_CLOSED when the dossier is not open to who stands here. */
  view(dossierId: string): Promise<ReceiptView>;
  /** Resolves when the printer has confirmed; raises what printing raises. */
  print(dossierId: string, paper: 'a4' | 'slip'): Promise<{ readonly copy: number }>;
}

export function createReceiptDesk(deps: {
  readonly receipts: Receipts;
  readonly queue: Pick<Queue, 'state'>;
  /** How an officer took it out of the queue; null when nobody did. */
  readonly endingOf: (dossierId: string) => 'paper' | 'cancelled' | null;
  /** A receipt names persons and papers: knowing a dossier's code does not show it. */
  readonly mayRead: (dossierId: string) => boolean;
  /** What is asked for in this visit is not printed for the next person. */
  readonly visit: () => AbortSignal;
}): ReceiptDesk {
  const { receipts, queue } = deps;
  function check(dossierId: string): void {
    if (!deps.mayRead(dossierId)) throw new KioskFault('TRACK_CLOSED');
  }

  return {
    async view(dossierId) {
      check(dossierId);
      const { facts, prints } = await receipts.facts({ dossierId });
      const item = queue.state(dossierId).at(-1);
      return {
        dossierId,
        kind: facts.kind,
        procedureCode: facts.procedure.code,
        procedureName: facts.procedure.name,
        code: facts.code,
        isTemporary: facts.isTemporary,
        temporaryCode: facts.temporaryCode,
        qrText: facts.qrText,
        receivedAtMs: facts.receivedAtMs,
        due: facts.due === null ? null : { ...facts.due },
        delivery: facts.delivery.way,
        pagesHandedIn: facts.pagesHandedIn,
        later: facts.papers.filter(({ state }) => state === 'later').map(({ title }) => title),
        prints: { a4: printOf(prints.a4), slip: printOf(prints.slip) },
        queue: {
          // Erased with its files once the portal held everything.
          state: item?.state ?? deps.endingOf(dossierId) ?? 'delivered',
          percent: item?.percent ?? 100,
          fault: item?.fault?.code ?? null,
        },
      };
    },
    async print(dossierId, paper) {
      check(dossierId);
      const { copy } = await receipts.print({ dossierId, paper, visit: deps.visit() });
      return { copy };
    },
  };
}

function printOf(state: ReceiptPrintState): ReceiptPrint {
  switch (state.kind) {
    case 'printed':
      return { kind: 'printed', copy: state.copy };
    case 'failed':
      return { kind: 'failed', fault: knownFault(state.fault) };
    default:
      return { kind: state.kind };
  }
}

function knownFault(code: string | null): FaultCode | null {
  return code !== null && isFaultCode(code) ? code : null;
}
