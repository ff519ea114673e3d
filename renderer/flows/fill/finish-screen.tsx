import { FileCheck, LogOut, Printer } from 'lucide-react';
import { useState } from 'react';
import { EndQuestion } from '../../app/end-question.tsx';
import { Screen } from '../../app/screen.tsx';
import { useCore, useEnd, useGo, useReading } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { papersPlace } from '../scan/places.ts';
import { useDraft } from './draft-context.tsx';
import classes from './finish-screen.module.css';
import { finishPlace, reviewPlace } from './places.ts';

/** The form is filled in: it can be printed, and nothing has been handed in. */
export function FinishScreen() {
  const say = useStrings();
  const go = useGo();
  const end = useEnd();
  const core = useCore();
  const { draftId, form } = useDraft();
  const { language } = useReading();
  const { printing, print } = usePrinting();
  const [isEnding, setEnding] = useState(false);

  return (
    <Screen
      layout="low"
      title={say('fill.finish.title')}
      lead={form.title.everyday[language]}
      picture={<FileCheck aria-hidden />}
      back={{ onPress: () => go(reviewPlace) }}
      next={{ label: say('fill.finish.papers'), onPress: () => go(papersPlace) }}
    >
      <Notice tone="attention" title={say('fill.finish.notSent')}>
        <p>{say('fill.finish.notSent.line')}</p>
      </Notice>
      <PrintingNotice printing={printing} />
      <div className={classes.acts}>
        <TouchButton
          icon={<Printer aria-hidden />}
          isDisabled={printing.kind === 'printing'}
          onPress={() => print(() => core.drafts.print({ draftId }))}
        >
          {say(printing.kind === 'printed' ? 'fill.finish.printAgain' : 'fill.finish.print')}
        </TouchButton>
        {/* With the form on paper in the hand nothing is lost; before that it is asked first, as everywhere. */}
        <TouchButton
          icon={<LogOut aria-hidden />}
          onPress={printing.kind === 'printed' ? end : () => setEnding(true)}
        >
          {say('fill.finish.end')}
        </TouchButton>
      </div>
      <EndQuestion place={finishPlace} isOpen={isEnding} onClose={() => setEnding(false)} />
    </Screen>
  );
}
