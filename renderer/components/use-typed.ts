import { useRef, useState } from 'react';
import type { FaultCode } from '../../shared/faults/index.ts';
import { expectFault } from '../client/index.ts';

/**
 * What is typed into an `AskOne`, in its props: `check` says what is wrong with it, in words at the field; a fault of
 * `send` is shown below. A press while it is sent does nothing.
 */
export function useTyped(way: {
  readonly check: (text: string) => string | null;
  readonly send: (text: string) => unknown;
}) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const isSending = useRef(false);

  function onChange(next: string): void {
    setValue(next);
    setProblem(null);
  }

  async function onNext(): Promise<void> {
    if (isSending.current) return;
    setFault(null);
    const wrong = way.check(value);
    setProblem(wrong);
    if (wrong !== null) return;
    isSending.current = true;
    try {
      await way.send(value);
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      isSending.current = false;
    }
  }

  return { value, problem, fault, onChange, onNext };
}
