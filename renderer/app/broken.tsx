import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Screen } from './screen.tsx';

/** The last resort of the page: plain words and one button that loads it afresh. */
export function Broken() {
  const say = useStrings();
  return (
    <Screen title={say('app.broken.title')} lead={say('app.broken.text')}>
      <TouchButton look="go" onPress={() => window.location.reload()}>
        {say('app.broken.again')}
      </TouchButton>
    </Screen>
  );
}
