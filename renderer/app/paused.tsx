import type { FaultCode } from '../../shared/faults/index.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Screen } from './screen.tsx';

/** The calm stop: what happened, what is safe, whom to ask; the officer's steps folded below. */
export function Paused(props: { readonly fault: FaultCode }) {
  const say = useStrings();
  return (
    <Screen title={say('app.paused.title')}>
      <FaultNotice code={props.fault} withStaffSteps />
    </Screen>
  );
}
