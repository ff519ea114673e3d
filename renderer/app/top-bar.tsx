import { lazy, Suspense, useEffect, useState } from 'react';
import { clockTime, dayOf } from '../../shared/words/index.ts';
import { useHealth, useKiosk, useReading } from '../client/index.ts';
import { Mark } from '../components/drum.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './top-bar.module.css';

const Dock = lazy(async () => ({ default: (await import('../dock/dock.tsx')).Dock }));

/** Whose kiosk this is, what time it is, and how the road to the portal is: as information, never as an alarm. */
export function TopBar() {
  const say = useStrings();
  const kiosk = useKiosk();
  const office = kiosk?.office;
  return (
    <header className={classes.top}>
      <Mark className={classes.mark} />
      <div className={classes.office}>
        <p className={classes.name} lang={office ? 'vi' : undefined}>
          {office?.name ?? say('app.office.unknown')}
        </p>
        <p className={classes.place} lang={office ? 'vi' : undefined}>
          {office
            ? say('app.office.line', { place: office.place, counter: office.counter })
            : say('app.office.unknownLine')}
        </p>
      </div>
      {kiosk?.profile === 'demo' ? (
        <Suspense fallback={null}>
          <Dock />
        </Suspense>
      ) : null}
      <div className={classes.status}>
        <Clock />
        <NetworkState />
      </div>
    </header>
  );
}

function Clock() {
  const { language } = useReading();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <p className={classes.when}>
      <span className={classes.day}>{dayOf(language, now)}</span>
      <time className={classes.clock}>{clockTime(now)}</time>
    </p>
  );
}

/** The shape tells the state as well: full dot, ring, dashed ring. */
function NetworkState() {
  const say = useStrings();
  const { network } = useHealth();
  return (
    <p className={classes.network} data-state={network.state} role="status">
      <i aria-hidden />
      <span>{say(`app.network.${network.state}`)}</span>
    </p>
  );
}
