import { useState } from 'react';
import type { FaultCode } from '../../shared/faults/index.ts';
import { expectFault, faultOf } from '../client/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { FaultNotice } from './fault-notice.tsx';
import { Notice } from './notice.tsx';

/** What the printer is doing, as far as it is known: "printed" only when it said so. */
export type Printing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly fault: FaultCode };

/** Follows one print after the other; a press while the printer works does nothing. */
export function usePrinting(): {
  readonly printing: Printing;
  readonly print: (work: () => Promise<unknown>) => Promise<void>;
} {
  const [printing, setPrinting] = useState<Printing>({ kind: 'idle' });
  async function print(work: () => Promise<unknown>): Promise<void> {
    if (printing.kind === 'printing') return;
    setPrinting({ kind: 'printing' });
    try {
      await work();
      setPrinting({ kind: 'printed' });
    } catch (error) {
      const fault = expectFault(error);
      setPrinting({ kind: 'failed', fault });
    }
  }
  return { printing, print };
}

/** On the paper that is meant; on the other one where the kiosk has a printer for that alone. */
export async function printOnEither(
  meant: 'a4' | 'slip',
  print: (paper: 'a4' | 'slip') => Promise<unknown>,
): Promise<void> {
  try {
    await print(meant);
  } catch (error) {
    if (faultOf(error) !== 'PRINTER_NONE') throw error;
    await print(meant === 'a4' ? 'slip' : 'a4');
  }
}

/** Says what the printer is doing; nothing before the first print. */
export function PrintingNotice(props: { readonly printing: Printing }) {
  const say = useStrings();
  const { printing } = props;
  switch (printing.kind) {
    case 'idle':
      return null;
    case 'printing':
      return (
        <Notice tone="info" title={say('app.printing')}>
          <p>{say('app.printing.line')}</p>
        </Notice>
      );
    case 'printed':
      return (
        <Notice tone="good" title={say('app.printed')}>
          <p>{say('app.printed.line')}</p>
        </Notice>
      );
    case 'failed':
      return <FaultNotice code={printing.fault} />;
  }
}
