import { useEffect, useState } from 'react';
import { keptCodeLetters } from '../../../shared/dossier/kept-code.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { expectFault, useCore, useGo, useSlipCode } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { useIdNumberCheck } from '../identify/use-id-number-check.ts';

/** "Làm tiếp": the code of the slip, typed or held to the reader, and the identity number that belongs to it. */
export function Resume() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const slipCode = useSlipCode();
  const checkNumber = useIdNumberCheck();
  const [asked, setAsked] = useState<'code' | 'number'>('code');
  const [code, setCode] = useState('');
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  useEffect(() => {
    if (slipCode === null) return;
    setCode(slipCode.replace(/[^0-9A-Z]/g, ''));
    setProblem(null);
    setAsked('number');
  }, [slipCode]);

  async function open(): Promise<void> {
    setFault(null);
    try {
      await core.suspend.resume({ code, idNumber: number });
      await go('/fill');
    } catch (error) {
      const known = expectFault(error);
      if (known === 'RESUME_CODE_MISTYPED') {
        setAsked('code');
        setProblem(say('identify.resume.mistyped'));
      } else setFault(known);
    }
  }

  if (asked === 'code') {
    return (
      <AskOne
        key="code"
        title={say('identify.resume.title')}
        lead={say('identify.resume.lead')}
        kind="code"
        value={code}
        onChange={setCode}
        problem={problem}
        onBack={() => go('/home')}
        onNext={() => {
          if (code.length < keptCodeLetters) return setProblem(say('identify.resume.short'));
          setProblem(null);
          return setAsked('number');
        }}
      />
    );
  }
  return (
    <AskOne
      key="number"
      title={say('identify.resume.number')}
      lead={say('identify.resume.number.lead')}
      kind="id-number"
      value={number}
      onChange={setNumber}
      problem={problem}
      fault={fault}
      onBack={() => {
        setFault(null);
        setAsked('code');
      }}
      onNext={() => {
        const wrong = checkNumber(number);
        setProblem(wrong);
        return wrong === null ? open() : undefined;
      }}
    />
  );
}
