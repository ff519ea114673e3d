import { CircleStop, ScanLine } from 'lucide-react';
import type { PaperState, PapersState, ScanView } from '../../../shared/contract/index.ts';
import { paperWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { LayPicture } from './lay-pictures.tsx';
import { PageStrip } from './page-strip.tsx';
import classes from './scanning-screen.module.css';
import { scanSteps } from './steps.ts';

/** A scan that goes on, or how it stopped: what the scanner does now, and how many pages are safe. */
export function ScanningScreen(props: {
  readonly papers: PapersState;
  readonly paper: PaperState;
  readonly scan: ScanView;
  readonly onChange: (next: PapersState) => void;
}) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const { papers, paper, scan } = props;
  const { draftId } = papers;
  const isOver = scan.step === 'ended';
  const isWaiting = scan.step === 'waiting-for-paper';

  const stop = (): Promise<boolean> => attempt(async () => void (await core.papers.stop({ draftId })));

  async function again(): Promise<void> {
    await attempt(async () => {
      await core.papers.stop({ draftId });
      const { componentId } = paper;
      props.onChange(await core.papers.scan({ draftId, componentId, from: 'auto' }));
    });
  }

  return (
    <Screen
      layout={isOver ? 'top' : 'low'}
      title={paperWords(paper.name).headline}
      steps={scanSteps(say, papers)}
      {...(isOver
        ? { back: { onPress: stop }, next: { label: say('scan.scanning.again'), onPress: again } }
        : {})}
    >
      {isOver ? null : <LayPicture isIdCard={paper.isIdCard} />}
      <div aria-live="polite" className={classes.now}>
        {isOver ? (
          <Notice tone="wrong" title={say('scan.scanning.ended')} />
        ) : (
          <p className={classes.step} data-waits={isWaiting || undefined}>
            <ScanLine aria-hidden />
            <span>
              <b>{say(`scan.scanning.${scan.step}`, { page: scan.page })}</b>
              {isWaiting ? <small>{say('scan.scanning.waiting-for-paper.line')}</small> : null}
            </span>
          </p>
        )}
        {isOver || isWaiting ? null : (
          <progress
            className={classes.bar}
            max={1}
            {...(scan.share === null ? {} : { value: scan.share })}
            aria-hidden
          />
        )}
        {scan.stored === 0 ? null : (
          <p className={classes.stored}>{say('scan.scanning.stored', { count: scan.stored })}</p>
        )}
      </div>
      {scan.fault === null ? null : (
        <Pages label={say('scan.scanning.ended')}>
          <FaultNotice code={scan.fault} withStaffSteps />
        </Pages>
      )}
      {paper.pages.length === 0 || isOver ? null : (
        <PageStrip draftId={draftId} paper={paper} selected={null} />
      )}
      {isOver ? null : (
        <TouchButton icon={<CircleStop aria-hidden />} onPress={stop}>
          {say('scan.scanning.stop')}
        </TouchButton>
      )}
    </Screen>
  );
}
