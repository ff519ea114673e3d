import { Headset } from 'lucide-react';
import { staffPlace } from '../../shared/contract/reading.ts';
import { useBegin, useDevices, useGo, useKiosk, useOnceReady, useSession } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { FaultBrief } from '../components/fault-notice.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './call-notice.module.css';

const steps = ['find', 'identify', 'fill', 'scan', 'submit', 'done', 'track'] as const;

/** The call, across the whole width: where, at what step, and which device is in trouble; and the staff's own door. */
export function CallNotice(props: { readonly onClose: () => void }) {
  const say = useStrings();
  const go = useGo();
  const begin = useBegin();
  const session = useSession();
  const door = useOnceReady(async () => {
    if (session.kind === 'open' || (await begin())) await go(staffPlace);
  });
  const counter = useKiosk()?.office?.counter;
  const fault = Object.values(useDevices()).find(({ state }) => state === 'fault')?.fault ?? null;
  const place = session.kind === 'open' ? session.place : '';
  const step = steps.find((one) => place === `/${one}` || place.startsWith(`/${one}/`)) ?? 'other';
  return (
    <div className={classes.call} role="status">
      <Headset aria-hidden />
      <div>
        <p className={classes.title}>{say('app.call.title')}</p>
        {counter === undefined ? null : (
          <p className={classes.where}>
            {say('app.call.where', { counter, step: say(`app.call.step.${step}`) })}
            {fault === null ? null : <FaultBrief code={fault} />}
          </p>
        )}
        <p className={classes.text}>{say('app.call.text')}</p>
      </div>
      <div className={classes.acts}>
        <TouchButton look="help" onPress={props.onClose}>
          {say('app.call.end')}
        </TouchButton>
        <Button className={classes.door} onPress={door.press}>
          {say(door.isWaiting ? 'attract.preparing' : 'staff.door')}
        </Button>
      </div>
    </div>
  );
}
