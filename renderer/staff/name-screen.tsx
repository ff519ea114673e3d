import { AskOne } from '../components/ask-one.tsx';
import { useTyped } from '../components/use-typed.ts';
import { useStrings } from '../strings/use-strings.ts';

/** Asks for the full name that citizens will see. */
export function NameScreen(props: {
  readonly title?: string;
  readonly lead?: string;
  readonly onName: (name: string) => void;
  readonly onBack: () => unknown;
}) {
  const say = useStrings();
  const name = useTyped({
    check: (text) => (text.trim().length < 2 ? say('staff.name.short') : null),
    send: (text) => props.onName(text.trim()),
  });
  return (
    <AskOne
      title={props.title ?? say('staff.name.title')}
      lead={props.lead ?? say('staff.name.lead')}
      kind="name"
      {...name}
      onBack={props.onBack}
    />
  );
}
