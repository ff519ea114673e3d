import { ALargeSmall, ArrowDownToLine, Contrast, Headset, Languages, LogOut } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { textSizes } from '../../shared/contract/reading.ts';
import { useChangeReading, useEnd, useHealth, useReading, useSession } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { playCall } from './call-sound.ts';
import { EndQuestion } from './end-question.tsx';
import classes from './tool-bar.module.css';
import { holdsWork } from './work-places.ts';

/** Language, text size, contrast, reach, the way out and help: on every screen, always in the same order. */
export function ToolBar(props: { readonly onCall: () => void }) {
  const say = useStrings();
  const reading = useReading();
  const change = useChangeReading();
  const session = useSession();
  const { phase } = useHealth();
  const sizeIndex = textSizes.indexOf(reading.textSize);
  return (
    <nav className={classes.tools} aria-label={say('app.tools')}>
      <Button
        className={classes.tool}
        onPress={() => void change({ language: reading.language === 'vi' ? 'en' : 'vi' })}
      >
        <Languages aria-hidden />
        <span lang={reading.language === 'vi' ? 'en' : 'vi'}>{say('app.otherLanguage')}</span>
      </Button>
      <Button
        className={classes.tool}
        aria-label={say(`app.textSize.${reading.textSize}`)}
        onPress={() => void change({ textSize: textSizes[(sizeIndex + 1) % textSizes.length] ?? 'normal' })}
      >
        <span className={classes.sized} aria-hidden>
          <ALargeSmall />
          <span className={classes.pips}>
            {textSizes.map((size, index) => (
              <i key={size} data-on={index <= sizeIndex} />
            ))}
          </span>
        </span>
        <span>{say('app.textSize')}</span>
      </Button>
      <ToggleButton
        className={classes.tool}
        isSelected={reading.contrast === 'high'}
        onChange={(isHigh) => void change({ contrast: isHigh ? 'high' : 'normal' })}
      >
        <Contrast aria-hidden />
        <span>{say('app.contrast')}</span>
      </ToggleButton>
      <ToggleButton
        className={`${classes.tool} ${classes.reach}`}
        isSelected={reading.reach}
        onChange={(reach) => void change({ reach })}
      >
        <ArrowDownToLine aria-hidden />
        <span>{say('app.reach')}</span>
      </ToggleButton>
      {session.kind === 'open' && phase.kind === 'ready' ? <EndTool place={session.place} /> : null}
      <Button
        className={classes.tool}
        data-help
        onPress={() => {
          playCall();
          props.onCall();
        }}
      >
        <Headset aria-hidden />
        <span>{say('app.callStaff')}</span>
      </Button>
    </nav>
  );
}

/** Leaves at once where nothing can be lost, and asks where something can. */
function EndTool(props: { readonly place: string }) {
  const say = useStrings();
  const end = useEnd();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        className={classes.tool}
        data-end
        onPress={() => {
          if (holdsWork(props.place)) setAsking(true);
          else void end();
        }}
      >
        <LogOut aria-hidden />
        <span>{say('app.end')}</span>
      </Button>
      <EndQuestion place={props.place} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
