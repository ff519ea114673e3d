import { CircleAlert, CircleCheck, Clock, Eye, FileText, type LucideIcon, ScanLine } from 'lucide-react';
import type { PaperState, PapersState } from '../../../shared/contract/index.ts';
import { caseWords, paperWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { type Say, useStrings } from '../../strings/use-strings.ts';
import { submitPlace } from '../submit/places.ts';
import { nextPaper, placeBefore } from './after-papers.ts';
import classes from './papers-screen.module.css';
import { paperPlace } from './places.ts';
import { scanSteps } from './steps.ts';

/** Every paper of the dossier and how far it is; the way on leads to the first that is still missing. */
export function PapersScreen(props: { readonly papers: PapersState }) {
  const say = useStrings();
  const go = useGo();
  const { papers } = props;
  const left = papers.papers.filter(({ done }) => !done).length;
  const next = nextPaper(papers, null);
  const isSupplement = papers.revisionKind === 'supplement';
  return (
    <Screen
      layout="top"
      title={say(isSupplement ? 'scan.list.title.supplement' : 'scan.list.title')}
      lead={
        <strong aria-live="polite">
          {left === 0 ? say('scan.list.allDone') : say('scan.list.left', { count: left })}
        </strong>
      }
      steps={scanSteps(say, papers)}
      back={{ onPress: () => go(placeBefore(papers)) }}
      next={{
        label: next === null ? say('scan.list.done') : say('scan.list.next'),
        onPress: () => go(next === null ? submitPlace : paperPlace(next.componentId)),
      }}
    >
      <PagedList
        label={say('scan.list.label')}
        items={papers.papers}
        keyOf={({ componentId }) => componentId}
        render={(paper) => <PaperRow paper={paper} isSupplement={isSupplement} />}
      />
    </Screen>
  );
}

function PaperRow(props: { readonly paper: PaperState; readonly isSupplement: boolean }) {
  const { paper, isSupplement } = props;
  const say = useStrings();
  const go = useGo();
  const { icon: Icon, text, tone } = statusOf(paper, say);
  const { headline } = paperWords(paper.name);
  const words = (
    <>
      <Icon aria-hidden />
      <span className={classes.words}>
        <b lang="vi">{paper.kind === 'form' ? say('scan.list.form') : headline}</b>
        {(paper.need === 'depends' || isSupplement) &&
        paper.when !== null &&
        paper.decision === null &&
        paper.when.length < 110 ? (
          <small lang="vi">{caseWords(paper.when)}</small>
        ) : null}
        <small className={classes.status}>{text}</small>
      </span>
    </>
  );
  return paper.kind === 'scan' ? (
    <Button className={classes.row} data-tone={tone} onPress={() => void go(paperPlace(paper.componentId))}>
      {words}
    </Button>
  ) : (
    <div className={classes.row} data-tone={tone} data-still>
      {words}
    </div>
  );
}

function statusOf(
  paper: PaperState,
  say: Say,
): { readonly icon: LucideIcon; readonly text: string; readonly tone: 'open' | 'done' | 'look' | 'still' } {
  if (paper.kind === 'form') return { icon: FileText, text: say('scan.list.form.line'), tone: 'done' };
  if (paper.kind === 'known') return { icon: FileText, text: say('scan.list.known'), tone: 'still' };
  if (paper.kind === 'shown') return { icon: Eye, text: say('scan.list.shown'), tone: 'still' };
  if (!paper.done && paper.pages.length > 0) {
    return { icon: CircleAlert, text: say('scan.list.look'), tone: 'look' };
  }
  if (paper.pages.length > 0) {
    return { icon: CircleCheck, text: say('scan.list.pages', { count: paper.pages.length }), tone: 'done' };
  }
  if (paper.brought.length > 0) {
    return {
      icon: CircleCheck,
      text: say('scan.list.brought', { count: paper.brought.length }),
      tone: 'done',
    };
  }
  if (paper.decision === 'later') return { icon: Clock, text: say('scan.list.later'), tone: 'still' };
  if (paper.decision === 'not-needed') {
    return { icon: CircleCheck, text: say('scan.list.notNeeded'), tone: 'still' };
  }
  const text = say(paper.need === 'depends' ? 'scan.list.depends' : 'scan.list.open');
  return { icon: ScanLine, text, tone: 'open' };
}
