import { Megaphone } from 'lucide-react';
import { useKiosk, useTicketNews } from '../client/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import classes from './called-number.module.css';

/** The queue number that is called now, to be read across the hall; nothing while none is. */
export function CalledNumber() {
  const say = useStrings();
  const { called } = useTicketNews();
  const counter = useKiosk()?.office?.counter ?? '';
  if (called === null) return null;
  return (
    <p className={classes.called} role="status">
      <Megaphone className={classes.icon} aria-hidden />
      <span className={classes.words} data-heard="beside-title">
        {say('tickets.calling')}
        <small>{say('tickets.calling.place', { counter })}</small>
      </span>
      <b>{called}</b>
    </p>
  );
}
