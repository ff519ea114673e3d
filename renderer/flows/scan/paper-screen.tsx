import { Clock, FileX } from 'lucide-react';
import { useState } from 'react';
import type { PaperState, PapersState } from '../../../shared/contract/index.ts';
import { caseWords, paperWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useDevices, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { findOnlyPaper, placeAfter, placeBefore } from './after-papers.ts';
import { CardConsent } from './card-consent.tsx';
import { LayPicture } from './lay-pictures.tsx';
import classes from './paper-screen.module.css';
import { papersPlace } from './places.ts';
import { scanSteps } from './steps.ts';
import { useScan } from './use-scan.ts';

/** One paper before its first page: how to lay it down, and what else can be said of it. */
export function PaperScreen(props: {
  readonly papers: PapersState;
  readonly paper: PaperState;
  readonly onChange: (next: PapersState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { scanner } = useDevices();
  const { papers, paper } = props;
  const [isAsking, setAsking] = useState(false);
  const { scan, consent, closeConsent } = useScan(papers, paper, props.onChange);
  const { headline, official } = paperWords(paper.name);
  const isReady = scanner !== undefined && scanner.state !== 'absent';

  async function decide(decision: 'later' | 'not-needed'): Promise<void> {
    const { draftId } = papers;
    const { componentId } = paper;
    await attempt(async () => {
      const next = await core.papers.decide({ draftId, componentId, decision });
      props.onChange(next);
      await go(placeAfter(next, componentId));
    });
  }

  if (consent !== null) {
    return <CardConsent consent={consent} onAgreed={() => scan(null)} onClose={closeConsent} />;
  }
  return (
    <Screen
      title={headline}
      lead={
        <span lang="vi" className={classes.official}>
          {paper.need === 'depends' && paper.when !== null
            ? say('scan.paper.when', {
                when: caseWords(paper.when).replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()),
              })
            : ((papers.revisionKind === 'supplement' ? paper.when : null) ?? official ?? '')}
        </span>
      }
      steps={scanSteps(say, papers)}
      back={{ onPress: () => go(findOnlyPaper(papers) === null ? papersPlace : placeBefore(papers)) }}
      next={{ label: say('scan.paper.scan'), onPress: () => scan(null), isDisabled: !isReady }}
    >
      {paper.decision === null ? null : (
        <Notice tone="info" title={say(`scan.paper.decided.${paper.decision}`)} />
      )}
      {isReady ? (
        <section className={classes.how}>
          <LayPicture isIdCard={paper.isIdCard} />
          <b>{say(paper.isIdCard ? 'scan.paper.card' : 'scan.paper.glass')}</b>
          <p>{say(paper.isIdCard ? 'scan.paper.card.line' : 'scan.paper.glass.line')}</p>
          {paper.isIdCard ? null : <p>{say('scan.paper.feeder')}</p>}
        </section>
      ) : (
        <Notice tone="attention" title={say('scan.paper.noScanner')}>
          <p>{say('scan.paper.noScanner.line')}</p>
        </Notice>
      )}
      <div className={classes.others}>
        {paper.need === 'depends' ? (
          <TouchButton icon={<FileX aria-hidden />} onPress={() => decide('not-needed')}>
            {say('scan.paper.notNeeded')}
          </TouchButton>
        ) : null}
        {paper.mayComeLater ? (
          <TouchButton icon={<Clock aria-hidden />} onPress={() => setAsking(true)}>
            {say('scan.paper.later')}
          </TouchButton>
        ) : null}
      </div>
      <SureDialog
        isOpen={isAsking}
        title={say('scan.paper.later.title')}
        text={say('scan.paper.later.text')}
        yes={{ label: say('scan.paper.later.yes'), look: 'plain', onPress: () => decide('later') }}
        no={{ label: say('scan.paper.later.no'), onPress: () => setAsking(false) }}
      />
    </Screen>
  );
}
