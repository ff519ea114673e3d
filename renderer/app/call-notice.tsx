import { Headset } from 'lucide-react';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './call-notice.module.css';

/** Before staff mode exists, help is a person nearby: the screen says so across its whole width. */
export function CallNotice(props: { readonly onClose: () => void }) {
  const say = useStrings();
  return (
    <div className={classes.call} role="status">
      <Headset aria-hidden />
      <div>
        <p className={classes.title}>{say('app.call.title')}</p>
        <p className={classes.text}>{say('app.call.text')}</p>
      </div>
      <TouchButton look="help" onPress={props.onClose}>
        {say('app.understood')}
      </TouchButton>
    </div>
  );
}
