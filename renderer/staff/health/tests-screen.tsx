import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IdCard, Printer, ScanLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SelfTest, SelfTests } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { clockTime, dayOf, findingWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useCoreQueries, useGo, useReading, useStaffNews } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';
import classes from './health.module.css';

/** The kiosk acts, the officer looks and judges; each verdict is kept with who gave it. */
export function TestsScreen() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = useStaffNews();
  const options = queries.readiness.tests.queryOptions();
  const tests = useQuery({ ...options, gcTime: 0 });
  const [running, setRunning] = useState<'letters' | 'scan' | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const { refetch } = tests;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the awaited card may have been read
  useEffect(() => void refetch(), [news.count]);
  if (tests.error !== null) throw tests.error;
  const shown = tests.data?.tests ?? [];
  const open = shown[0]?.verdict === null ? shown[0] : undefined;

  async function run(what: typeof running, work: () => Promise<SelfTests>): Promise<void> {
    if (running !== null) return;
    setFault(null);
    setRunning(what);
    try {
      cache.setQueryData(options.queryKey, await work());
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setRunning(null);
    }
  }

  return (
    <Screen
      layout="top"
      title={say('health.tests.title')}
      lead={say('health.tests.lead')}
      back={{ onPress: () => go('/staff/health') }}
    >
      <Pages label={say('health.tests.title')}>
        <div className={classes.tests}>
          {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
          {running === 'letters' ? <Notice tone="info" title={say('app.printing')} /> : null}
          {running === 'scan' ? (
            <Notice tone="info" title={say('health.test.scanning')}>
              <p>{say('health.test.scanning.line')}</p>
            </Notice>
          ) : null}
          {tests.data?.isCardAwaited === true ? (
            <Notice
              tone="attention"
              title={say('health.test.card.waiting')}
              action={
                <TouchButton onPress={() => run(null, () => core.readiness.awaitCard({ isAwaited: false }))}>
                  {say('health.test.card.stop')}
                </TouchButton>
              }
            >
              <p>{say('health.test.card.waiting.line')}</p>
            </Notice>
          ) : null}
          {open === undefined || running !== null || tests.data?.isCardAwaited === true ? null : (
            <Question
              test={open}
              onJudge={(verdict) => run(null, () => core.readiness.judge({ testId: open.testId, verdict }))}
            />
          )}
          <div className={staffClasses.tiles}>
            {(['slip', 'a4'] as const).map((paper) => (
              <TileButton
                key={paper}
                icon={Printer}
                title={say(`health.test.letters.${paper}`)}
                line={say('health.test.letters.line')}
                onPress={() => run('letters', () => core.readiness.printLetters({ paper }))}
              />
            ))}
            <TileButton
              icon={ScanLine}
              title={say('health.test.scan')}
              line={say('health.test.scan.line')}
              onPress={() => run('scan', () => core.readiness.scanBlank())}
            />
            <TileButton
              icon={IdCard}
              title={say('health.test.card')}
              line={say('health.test.card.line')}
              onPress={() => run(null, () => core.readiness.awaitCard({ isAwaited: true }))}
            />
          </div>
          <h2 className={classes.history}>{say('health.tests.history')}</h2>
          {shown.length === 0 ? <p>{say('health.tests.none')}</p> : null}
          <ul className={classes.rows}>
            {shown.map((test) => (
              <PastTest key={test.testId} test={test} />
            ))}
          </ul>
        </div>
      </Pages>
    </Screen>
  );
}

/** The newest test waits for the eyes of the officer. */
function Question(props: {
  readonly test: SelfTest;
  readonly onJudge: (verdict: 'good' | 'bad') => Promise<void>;
}) {
  const say = useStrings();
  const { finding } = props.test;
  return (
    <Notice tone="attention" title={say(`health.test.judge.${finding.kind}`)}>
      <p>{findingWords(finding, say)}</p>
      <div className={classes.judge}>
        <TouchButton look="go" onPress={() => props.onJudge('good')}>
          {say('health.test.good')}
        </TouchButton>
        <TouchButton look="danger" onPress={() => props.onJudge('bad')}>
          {say('health.test.bad')}
        </TouchButton>
      </div>
    </Notice>
  );
}

function PastTest(props: { readonly test: SelfTest }) {
  const say = useStrings();
  const { language } = useReading();
  const { finding, verdict, startedAtMs, startedBy, judgedAtMs, judgedBy } = props.test;
  const at = (ms: number): string => `${clockTime(ms)}, ${dayOf(language, ms)}`;
  const nobody = say('health.nobody');
  const who =
    verdict === null
      ? say('health.test.verdict.none', { name: startedBy ?? nobody, time: at(startedAtMs) })
      : say(`health.test.verdict.${verdict}`, {
          name: judgedBy ?? nobody,
          time: at(judgedAtMs ?? startedAtMs),
        });
  return (
    <li className={classes.past} data-verdict={verdict ?? 'open'}>
      <p>
        <b>{say(`health.test.kind.${finding.kind}`)}</b> {findingWords(finding, say)}
      </p>
      <p className={classes.quiet}>{who}</p>
    </li>
  );
}
