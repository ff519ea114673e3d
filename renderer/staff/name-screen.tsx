import { useState } from 'react';
import { AskOne } from '../flows/identify/ask-one.tsx';
import { useStrings } from '../strings/use-strings.ts';

/** Asks for the full name that citizens will see. */
export function NameScreen(props: {
  readonly title?: string;
  readonly lead?: string;
  readonly onName: (name: string) => void;
  readonly onBack: () => unknown;
}) {
  const say = useStrings();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AskOne
      title={props.title ?? say('staff.name.title')}
      lead={props.lead ?? say('staff.name.lead')}
      kind="name"
      value={name}
      onChange={setName}
      problem={problem}
      onBack={props.onBack}
      onNext={() => {
        const whole = name.trim();
        if (whole.length < 2) return setProblem(say('staff.name.short'));
        return props.onName(whole);
      }}
    />
  );
}
