import { FileText, type LucideIcon, Printer, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { faultOf, useCore, useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { type AnswerLetter, answersOf, minePlace } from './places.ts';
import { QrPicture } from './qr-picture.tsx';
import { type PrintPaper, type PrintWhat, qrTextOf } from './take-home.ts';
import classes from './take-home-screen.module.css';
import { useAsk } from './use-ask.ts';

/** What the printer is doing, as far as it is known: "printed" only when it said so. */
type Printing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly fault: FaultCode };

/** The list on paper or on the person's own phone; nothing on it says who the person is. */
export function TakeHomeScreen(props: {
  readonly page: ProcedurePage;
  readonly answers: readonly AnswerLetter[];
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { language } = useReading();
  const { page } = props;
  const [printing, setPrinting] = useState<Printing>({ kind: 'idle' });
  const answers = answersOf(page.details?.questions ?? [], props.answers);
  const queries = useCoreQueries();
  const list = useAsk(queries.takeHome.qr.queryOptions({ input: { code: page.code, answers } }));
  const qr = qrTextOf(list.data?.text, page.officialUrl);
  const form = page.details?.form ?? null;

  async function print(what: PrintWhat, paper: PrintPaper): Promise<void> {
    if (printing.kind === 'printing') return;
    setPrinting({ kind: 'printing' });
    try {
      await core.takeHome.print({ code: page.code, answers, what, paper });
      setPrinting({ kind: 'printed' });
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      setPrinting({ kind: 'failed', fault });
    }
  }

  return (
    <Screen
      layout="top"
      title={say('find.take.title')}
      lead={<span className={classes.lead}>{`${titleOf(page, language)}. ${say('find.take.lead')}`}</span>}
      back={{ onPress: () => go(minePlace(page.code, props.answers)) }}
    >
      <div className={classes.ways}>
        <section className={classes.qr}>
          <QrPicture className={classes.code ?? ''} text={qr.text} label={say('find.take.qr')} />
          <div>
            <h2>{say('find.take.qr')}</h2>
            <p>{say(qr.isList ? 'find.take.qr.line' : 'find.take.qr.page')}</p>
          </div>
        </section>
        <div className={classes.prints}>
          <PrintButton
            icon={Printer}
            title={say('find.take.a4')}
            line={say('find.take.a4.line')}
            isBusy={printing.kind === 'printing'}
            onPress={() => print('list', 'a4')}
          />
          <PrintButton
            icon={ReceiptText}
            title={say('find.take.slip')}
            line={say('find.take.slip.line')}
            isBusy={printing.kind === 'printing'}
            onPress={() => print('list', 'slip')}
          />
          {form === null ? null : (
            <PrintButton
              icon={FileText}
              title={say('find.take.form')}
              line={say('find.take.form.line', { code: form.code })}
              isBusy={printing.kind === 'printing'}
              onPress={() => print('blank-form', 'a4')}
            />
          )}
        </div>
      </div>
      <PrintingNotice printing={printing} />
    </Screen>
  );
}

function PrintingNotice(props: { readonly printing: Printing }) {
  const say = useStrings();
  const { printing } = props;
  switch (printing.kind) {
    case 'idle':
      return null;
    case 'printing':
      return (
        <Notice tone="info" title={say('find.take.printing')}>
          <p>{say('find.take.printing.line')}</p>
        </Notice>
      );
    case 'printed':
      return (
        <Notice tone="good" title={say('find.take.printed')}>
          <p>{say('find.take.printed.line')}</p>
        </Notice>
      );
    case 'failed':
      return <FaultNotice code={printing.fault} />;
  }
}

function PrintButton(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly line: string;
  readonly isBusy: boolean;
  readonly onPress: () => unknown;
}) {
  const Icon = props.icon;
  return (
    <Button className={classes.print} isDisabled={props.isBusy} onPress={() => void props.onPress()}>
      <span className={classes.icon}>
        <Icon aria-hidden />
      </span>
      <span>
        <span className={classes.printTitle}>{props.title}</span>
        <span className={classes.printLine}>{props.line}</span>
      </span>
    </Button>
  );
}
