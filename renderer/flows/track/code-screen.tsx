import { useGo } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { trackPlace } from './places.ts';
import { useFind } from './use-find.ts';

/** The shortest code that a kiosk gives has thirteen letters. */
const shortestCode = 12;

/** The code of the receipt, typed. */
export function CodeScreen() {
  const say = useStrings();
  const go = useGo();
  const code = useTyped({
    check: (text) => (text.replace(/[.-]/g, '').length < shortestCode ? say('track.code.short') : null),
    send: useFind(),
  });
  return (
    <AskOne
      title={say('track.code.title')}
      lead={say('track.code.lead')}
      kind="dossier-code"
      {...code}
      nextLabel={say('track.code.next')}
      onBack={() => go(trackPlace)}
    />
  );
}
