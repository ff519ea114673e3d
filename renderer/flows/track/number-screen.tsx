import { useState } from 'react';
import type { Tracked } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { faultOf, useCore, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { AskOne } from '../identify/ask-one.tsx';
import { dossierPlace } from './places.ts';

/** The number that opens persons and papers of a dossier. */
export function NumberScreen(props: { readonly dossier: Tracked; readonly onOpened: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { dossierId } = props.dossier;
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);

  async function open(): Promise<void> {
    setFault(null);
    if (number.length < 12) {
      return setProblem(say('identify.type.number.short', { count: 12 - number.length }));
    }
    setProblem(null);
    try {
      await core.tracking.open({ dossierId, idNumber: number });
      props.onOpened();
      await go(dossierPlace(dossierId, 'papers'));
    } catch (error) {
      const known = faultOf(error);
      if (known === null) throw error;
      setFault(known);
    }
  }

  return (
    <AskOne
      title={say('track.number.title')}
      lead={say('track.number.lead')}
      kind="id-number"
      value={number}
      onChange={(next) => {
        setNumber(next);
        setProblem(null);
      }}
      problem={problem}
      isResting={fault !== null}
      nextLabel={say('track.number.next')}
      onBack={() => go(dossierPlace(dossierId))}
      onNext={open}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
    </AskOne>
  );
}
