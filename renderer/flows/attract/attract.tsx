import { useEffect, useState } from 'react';
import { defaultReading } from '../../../shared/contract/reading.ts';
import { CallNotice } from '../../app/call-notice.tsx';
import { CalledNumber } from '../../app/called-number.tsx';
import { ToolBar } from '../../app/tool-bar.tsx';
import { TopBar } from '../../app/top-bar.tsx';
import { useBegin, useKioskStore, useOnceReady, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Drum } from '../../components/drum.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { useTiles } from '../home/tiles.ts';
import classes from './attract.module.css';

/** Somebody changed the language and walked away: the next person finds Vietnamese again. */
const forgetReadingAfterMs = 60_000;

/**
 * The invitation. It paints before any core is there; a touch that comes too early is kept and answered as soon as
 * the core is ready.
 */
export function Attract() {
  const say = useStrings();
  const begin = useBegin();
  const { isWaiting, press } = useOnceReady(begin);
  const [isCalling, setCalling] = useState(false);
  useForgottenReading();
  const tiles = useTiles();

  return (
    <div className={classes.attract}>
      <TopBar />
      <main className={classes.main}>
        <CalledNumber />
        <div className={classes.words}>
          <h1>{say('attract.title')}</h1>
          <p className={classes.lead}>{say('attract.lead')}</p>
          {tiles.length > 1 ? (
            <ul className={classes.chips} aria-label={say('attract.can')}>
              {tiles.map((tile) => (
                <li key={tile.place}>{say(tile.title)}</li>
              ))}
            </ul>
          ) : null}
        </div>
        <div className={classes.call}>
          <Drum className={classes.drum} />
          <Button className={classes.start} data-waiting={isWaiting || undefined} onPress={press}>
            {say(isWaiting ? 'attract.preparing' : 'attract.start')}
          </Button>
          <p className={classes.preparing} role="status">
            {isWaiting ? say('attract.preparingText') : ''}
          </p>
        </div>
      </main>
      <div className={classes.foot}>
        {isCalling ? <CallNotice onClose={() => setCalling(false)} /> : null}
      </div>
      <ToolBar onCall={() => setCalling(true)} />
    </div>
  );
}

function useForgottenReading(): void {
  const store = useKioskStore();
  const reading = useReading();
  useEffect(() => {
    if (reading === defaultReading) return;
    const forgetting = setTimeout(() => store.setReading(defaultReading), forgetReadingAfterMs);
    return () => clearTimeout(forgetting);
  }, [store, reading]);
}
