import { FileCheck, LogOut, Printer } from 'lucide-react';
import { useState } from 'react';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { faultOf, useCore, useEnd, useGo, useReading } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { useDraft } from './draft-context.tsx';
import classes from './finish-screen.module.css';
import { reviewPlace } from './places.ts';

/** What the printer is doing, as far as it is known: "printed" only when it said so. */
type Printing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly fault: FaultCode };

/** The form is filled in: it can be printed, and nothing has been handed in. */
export function FinishScreen() {
  const say = useStrings();
  const go = useGo();
  const end = useEnd();
  const core = useCore();
  const { draftId, form } = useDraft();
  const { language } = useReading();
  const [printing, setPrinting] = useState<Printing>({ kind: 'idle' });

  async function print(): Promise<void> {
    setPrinting({ kind: 'printing' });
    try {
      await core.drafts.print({ draftId });
      setPrinting({ kind: 'printed' });
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      setPrinting({ kind: 'failed', fault });
    }
  }

  return (
    <Screen
      layout="low"
      title={say('fill.finish.title')}
      lead={form.title.everyday[language]}
      picture={<FileCheck aria-hidden />}
      back={{ onPress: () => go(reviewPlace) }}
    >
      <Notice tone="attention" title={say('fill.finish.notSent')}>
        <p>{say('fill.finish.notSent.line')}</p>
      </Notice>
      <PrintingNotice printing={printing} />
      <div className={classes.acts}>
        <TouchButton
          look="go"
          icon={<Printer aria-hidden />}
          isDisabled={printing.kind === 'printing'}
          onPress={print}
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

function PrintingNotice(props: { readonly printing: Printing }) {
  const say = useStrings();
  switch (props.printing.kind) {
    case 'idle':
      return null;
    case 'printing':
      return <Notice tone="info" title={say('fill.finish.printing')} />;
    case 'printed':
      return (
        <Notice tone="good" title={say('fill.finish.printed')}>
          <p>{say('fill.finish.printed.line')}</p>
        </Notice>
      );
    case 'failed':
      return <FaultNotice code={props.printing.fault} />;
  }
}
