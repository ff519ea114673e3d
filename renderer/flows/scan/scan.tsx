import { useEffect } from 'react';
import type { PapersState } from '../../../shared/contract/index.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { findOnlyPaper } from './after-papers.ts';
import { CaseQuestionScreen } from './case-question-screen.tsx';
import { PageScreen } from './page-screen.tsx';
import { PaperScreen } from './paper-screen.tsx';
import { PapersScreen } from './papers-screen.tsx';
import { paperPlace, readScanPlace } from './places.ts';
import { ScanningScreen } from './scanning-screen.tsx';
import { usePapers } from './use-papers.ts';

/** "Giấy tờ": one paper of the list after the other, each page judged and shown. */
export function Scan(props: StepProps) {
  const go = useGo();
  const { papers, fault, take } = usePapers();
  if (papers === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        {fault === null ? null : <FaultNotice code={fault} />}
      </Screen>
    );
  }
  const place = readScanPlace(props.place);
  if (place.kind === 'list') return <PapersList papers={papers} onChange={take} />;
  const paper = papers.papers.find((one) => one.componentId.toLowerCase() === place.componentId);
  if (paper === undefined || paper.kind !== 'scan') return <PapersScreen papers={papers} />;
  const { scan } = papers;
  if (scan !== null && scan.componentId === paper.componentId) {
    return <ScanningScreen papers={papers} paper={paper} scan={scan} onChange={take} />;
  }
  if (paper.pages.length === 0 && paper.brought.length === 0) {
    return <PaperScreen papers={papers} paper={paper} onChange={take} />;
  }
  const wanted = place.kind === 'page' ? place.page : paper.pages.length;
  const page = Math.min(Math.max(1, wanted), Math.max(1, paper.pages.length));
  return <PageScreen papers={papers} paper={paper} page={page} onChange={take} />;
}

/** First the plain questions that are still open, each by itself, then the list that they leave. */
function PapersList(props: { readonly papers: PapersState; readonly onChange: (next: PapersState) => void }) {
  const open = props.papers.questions.find(({ answer }) => answer === null);
  const only = findOnlyPaper(props.papers);
  if (open === undefined && only?.done === false) return <ToPaper place={paperPlace(only.componentId)} />;
  if (open === undefined) return <PapersScreen papers={props.papers} />;
  return <CaseQuestionScreen key={open.id} papers={props.papers} question={open} onChange={props.onChange} />;
}

/** A list of one is no choice: the person stands before the paper at once. */
function ToPaper({ place }: { readonly place: string }) {
  const go = useGo();
  useEffect(() => {
    void go(place);
  }, [go, place]);
  return <Screen layout="top" />;
}
