import { FileText, type LucideIcon, Printer, ReceiptText } from 'lucide-react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore, useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { type AnswerLetter, answersOf, minePlace } from './places.ts';
import { type PrintPaper, type PrintWhat, qrTextOf } from './take-home.ts';
import classes from './take-home-screen.module.css';
import { useAsk } from './use-ask.ts';

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
  const { printing, print: follow } = usePrinting();
  const answers = answersOf(page.details?.questions ?? [], props.answers);
  const queries = useCoreQueries();
  const list = useAsk(queries.takeHome.qr.queryOptions({ input: { code: page.code, answers } }));
  const qr = qrTextOf(list.data?.text, page.officialUrl);
  const form = page.details?.form ?? null;

  const print = (what: PrintWhat, paper: PrintPaper): Promise<void> =>
    follow(() => core.takeHome.print({ code: page.code, answers, what, paper }));

  return (
    <Screen
      layout="top"
      title={say('find.take.title')}
      lead={<span className={classes.lead}>{`${titleOf(page, language)}. ${say('find.take.lead')}`}</span>}
      back={{ onPress: () => go(minePlace(page.code, props.answers)) }}
    >
      <div className={classes.ways}>
        <Sheet className={classes.qr}>
          <QrPicture className={classes.code ?? ''} text={qr.text} label={say('find.take.qr')} />
          <div>
            <h2>{say('find.take.qr')}</h2>
            <p>{say(qr.isList ? 'find.take.qr.line' : 'find.take.qr.page')}</p>
          </div>
        </Sheet>
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
