import { useState } from 'react';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { AskOne } from '../identify/ask-one.tsx';
import { trackPlace } from './places.ts';
import { useFind } from './use-find.ts';

/** The shortest code that a kiosk gives has thirteen letters. */
const shortestCode = 12;

/** The code of the receipt, typed. */
export function CodeScreen() {
  const say = useStrings();
  const go = useGo();
  const { find, isFinding } = useFind();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);

  async function lookUp(): Promise<void> {
    setFault(null);
    if (isFinding) return;
    if (code.replace(/[.-]/g, '').length < shortestCode) return setProblem(say('track.code.short'));
    setProblem(null);
    setFault(await find(code));
  }

  return (
    <AskOne
      title={say('track.code.title')}
      lead={say('track.code.lead')}
      kind="dossier-code"
      value={code}
      onChange={(next) => {
        setCode(next);
        setProblem(null);
      }}
      problem={problem}
      isResting={fault !== null}
      nextLabel={say('track.code.next')}
      onBack={() => go(trackPlace)}
      onNext={lookUp}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
    </AskOne>
  );
}
