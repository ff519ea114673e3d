import { CalendarCheck, Check, ChevronDown, Coins } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { MyProcedure, ProcedurePage, ProcedurePaper } from '../../../shared/contract/index.ts';
import {
  caseWords,
  feeFact,
  paperWords,
  timeFact,
  titleOf,
  usualChannel,
} from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './my-list-screen.module.css';
import { type AnswerLetter, minePlace } from './places.ts';
import { useMine } from './question-screen.tsx';

type Row =
  | {
      readonly kind: 'paper';
      readonly key: string;
      readonly paper: ProcedurePaper;
      readonly heading: boolean;
    }
  | { readonly kind: 'rule'; readonly key: string; readonly text: string; readonly heading: boolean };

/** "Giấy tờ của tôi": what to bring, what only perhaps. The ticks help on this screen and are kept nowhere. */
export function MyListScreen(props: {
  readonly page: ProcedurePage;
  readonly answers: readonly AnswerLetter[];
}) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { page, answers } = props;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<string | null>(null);
  const mine = useMine(page, answers);
  const rows = useMemo(() => rowsOf(mine.data), [mine.data]);
  const bring = mine.data?.papers.filter(({ state }) => state === 'bring') ?? [];
  const have = bring.filter(({ id }) => ticked.has(id)).length;

  function tick(id: string, isOn: boolean): void {
    const next = new Set(ticked);
    if (isOn) next.add(id);
    else next.delete(id);
    setTicked(next);
  }

  return (
    <Screen
      layout="top"
      title={say('find.list.title')}
      lead={
        <>
          <span className={classes.procedure}>{titleOf(page, language)}</span>
          <strong aria-live="polite">
            {mine.data === undefined || bring.length === 0
              ? ''
              : have === 0
                ? say('find.list.lead', { count: bring.length })
                : say('find.list.leadTicked', { have, count: bring.length })}
          </strong>
        </>
      }
      back={{
        onPress: () =>
          go(answers.length === 0 ? `/find/${page.code}/facts` : minePlace(page.code, answers.slice(0, -1))),
      }}
      next={{
        label: say('find.list.take'),
        onPress: () => go(`${minePlace(page.code, answers)}/take`),
      }}
    >
      {mine.fault === null ? null : <FaultNotice code={mine.fault} />}
      {mine.data !== undefined && rows.length === 0 ? (
        <Notice tone="attention" title={say('find.list.none')}>
          <p>{say('find.list.none.line')}</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? null : (
        <PagedList
          label={say('find.list.label')}
          items={rows}
          keyOf={({ key }) => key}
          render={(row) =>
            row.kind === 'rule' ? (
              <>
                {row.heading ? <h2 className={classes.heading}>{say('find.list.rules')}</h2> : null}
                <p className={classes.rule} lang="vi">
                  {row.text}
                </p>
              </>
            ) : (
              <>
                {row.heading ? (
                  <h2 className={classes.heading}>{say(`find.list.${row.paper.state}`)}</h2>
                ) : null}
                <PaperRow
                  paper={row.paper}
                  isTicked={ticked.has(row.paper.id)}
                  onTick={(isOn) => tick(row.paper.id, isOn)}
                  isUnfolded={unfolded === row.paper.id}
                  onUnfold={() => setUnfolded(unfolded === row.paper.id ? null : row.paper.id)}
                />
              </>
            )
          }
        />
      )}
      {mine.data === undefined ? null : <TimeAndFee page={page} />}
      {language === 'en' && rows.length > 0 ? (
        <p className={classes.wording}>{say('find.page.vietnameseOnly')}</p>
      ) : null}
    </Screen>
  );
}

/** When and how much, once more beside the list: what a person wants to know before going home for the papers. */
function TimeAndFee(props: { readonly page: ProcedurePage }) {
  const say = useStrings();
  const { language } = useReading();
  const channel = usualChannel(props.page);
  const facts = [
    {
      label: say('find.list.time'),
      icon: CalendarCheck,
      fact: timeFact(say, language, props.page, channel),
    },
    { label: say('find.list.fee'), icon: Coins, fact: feeFact(say, channel) },
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, icon: Icon, fact }) => (
        <div key={label}>
          <Icon aria-hidden />
          <dt>{label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf(mine: MyProcedure | undefined): readonly Row[] {
  if (mine === undefined) return [];
  // What must be brought comes first; within that the order of the official page stays.
  const papers = [...mine.papers].sort((a, b) => a.state.localeCompare(b.state));
  return [
    ...papers.map((paper, index) => ({
      kind: 'paper' as const,
      key: paper.id,
      paper,
      heading: paper.state !== papers[index - 1]?.state,
    })),
    ...mine.rules.map((text, index) => ({
      kind: 'rule' as const,
      key: `rule${index}`,
      text,
      heading: index === 0,
    })),
  ];
}

function PaperRow(props: {
  readonly paper: ProcedurePaper;
  readonly isTicked: boolean;
  readonly onTick: (isOn: boolean) => void;
  readonly isUnfolded: boolean;
  readonly onUnfold: () => void;
}) {
  const say = useStrings();
  const { paper } = props;
  const { headline, official } = paperWords(paper.name);
  const counts = [
    ...(paper.originals > 0 ? [say('find.list.originals', { count: paper.originals })] : []),
    ...(paper.copies > 0 ? [say('find.list.copies', { count: paper.copies })] : []),
    ...(paper.formCode === null ? [] : [say('find.list.form', { code: paper.formCode })]),
  ];
  const whole = [official ?? '', paper.when ?? ''].filter((text) => text !== '');
  return (
    <div className={classes.paper} data-state={paper.state}>
      <ToggleButton className={classes.tick} isSelected={props.isTicked} onChange={props.onTick}>
        <span className={classes.box} aria-hidden>
          <Check />
        </span>
        <span className={classes.words}>
          <span className={classes.headline} lang="vi">
            {headline}
          </span>
          {paper.state === 'depends' && paper.when !== null && paper.when.length <= 110 ? (
            <span className={classes.when} lang="vi">
              {caseWords(paper.when)}
            </span>
          ) : null}
          <span className={classes.meta}>
            <span className={classes.badge} data-show={!paper.mustSubmit || undefined}>
              {say(paper.mustSubmit ? 'find.list.submit' : 'find.list.show')}
            </span>
            {counts.join(' · ')}
          </span>
        </span>
      </ToggleButton>
      {whole.length === 0 ? null : (
        <Button
          className={classes.fold}
          aria-expanded={props.isUnfolded}
          aria-label={`${say(props.isUnfolded ? 'find.list.fold' : 'find.list.full')}: ${headline}`}
          onPress={props.onUnfold}
        >
          <ChevronDown data-open={props.isUnfolded} aria-hidden />
          <span>{say(props.isUnfolded ? 'find.list.fold' : 'find.list.full')}</span>
        </Button>
      )}
      {props.isUnfolded ? (
        <p className={classes.whole} lang="vi">
          {official ?? caseWords(paper.when ?? '')}
        </p>
      ) : null}
    </div>
  );
}
