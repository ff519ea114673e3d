import { FileCheck, LogOut, Printer } from 'lucide-react';
import { Screen } from '../../app/screen.tsx';
import { useCore, useEnd, useGo, useReading } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { papersPlace } from '../scan/places.ts';
import { useDraft } from './draft-context.tsx';
import classes from './finish-screen.module.css';
import { reviewPlace } from './places.ts';

/** The form is filled in: it can be printed, and nothing has been handed in. */
export function FinishScreen() {
  const say = useStrings();
  const go = useGo();
  const end = useEnd();
  const core = useCore();
  const { draftId, form } = useDraft();
  const { language } = useReading();
  const { printing, print } = usePrinting();

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
        <TouchButton icon={<LogOut aria-hidden />} onPress={end}>
          {say('fill.finish.end')}
        </TouchButton>
      </div>
    </Screen>
  );
}
