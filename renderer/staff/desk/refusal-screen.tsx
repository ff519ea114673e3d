import { useState } from 'react';
import { KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { FormFrame, type FormScreenProps, ReasonField } from './form-frame.tsx';

const shortestReason = 3;

/** Mẫu 03: the reason in full, the number when the office has one. */
export function RefusalScreen(props: FormScreenProps) {
  const say = useStrings();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <FormFrame
      {...props}
      make={() => {
        if (reason.trim().length < shortestReason) {
          setProblem(say('desk.form.reason.short'));
          return null;
        }
        return {
          form: 'refusal',
          number: number.trim() === '' ? null : number.trim(),
          reason: reason.trim(),
        };
      }}
    >
      <h1>{say('desk.form.refusal')}</h1>
      <ReasonField
        ready={['desk.form.reason.not-ours', 'desk.form.reason.not-enough', 'desk.form.reason.wrong']}
        value={reason}
        onChange={(next) => {
          setReason(next);
          setProblem(null);
        }}
        problem={problem}
      />
      <KioskTextField label={say('desk.form.number')} value={number} onChange={setNumber} maxLength={20} />
    </FormFrame>
  );
}
