import { FilePenLine, Maximize2, ScanLine, ThumbsUp, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { PaperPage, PaperState, PapersState } from '../../../shared/contract/index.ts';
import { paperWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { type StringId, useStrings } from '../../strings/use-strings.ts';
import { nextPaper, placeAfter } from './after-papers.ts';
import { Brought } from './brought.tsx';
import { CardConsent } from './card-consent.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { PagePicture } from './page-picture.tsx';
import classes from './page-screen.module.css';
import { PageStrip } from './page-strip.tsx';
import { pagePlace, papersPlace } from './places.ts';
import { scanSteps } from './steps.ts';
import { useScan } from './use-scan.ts';
import { ZoomDialog } from './zoom-dialog.tsx';

/** The pages of one paper: what the kiosk thinks of each, shown large, and what can be done about it. */
export function PageScreen(props: {
  readonly papers: PapersState;
  readonly paper: PaperState;
  /** From 1. */
  readonly page: number;
  readonly onChange: (next: PapersState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { papers, paper, onChange } = props;
  const { draftId } = papers;
  const page = paper.pages[props.page - 1];
  const [open, setOpen] = useState<'zoom' | 'change' | null>(null);
  const { scan, consent, closeConsent } = useScan(papers, paper, onChange);
  const doubtful = paper.pages.findIndex((one) => one.verdict !== 'good' && !one.kept);
  const isDoubtful = page !== undefined && page.verdict !== 'good' && !page.kept;

  async function keep(kept: boolean): Promise<void> {
    if (page === undefined) return;
    await attempt(async () => onChange(await core.papers.keep({ draftId, pageId: page.pageId, kept })));
  }

  if (consent !== null) {
    return <CardConsent consent={consent} onAgreed={() => scan(null)} onClose={closeConsent} />;
  }
  const isLast = nextPaper(papers, paper.componentId) === null;
  return (
    <Screen
      layout="top"
      title={paperWords(paper.name).headline}
      steps={scanSteps(say, papers)}
      back={{ onPress: () => go(papersPlace) }}
      next={{
        label: say(isLast ? 'scan.page.finish' : 'scan.page.next'),
        isDisabled: isDoubtful,
        onPress: () =>
          go(
            doubtful >= 0
              ? pagePlace(paper.componentId, doubtful + 1)
              : placeAfter(papers, paper.componentId),
          ),
      }}
    >
      <div className={classes.page}>
        {page === undefined ? null : (
          <>
            <div className={classes.verdict}>
              <Verdict page={page} />
            </div>
            <div className={classes.picture}>
              <PagePicture key={page.pageId} draftId={draftId} page={page} number={props.page} />
            </div>
          </>
        )}
        <div className={classes.strip}>
          <PageStrip draftId={draftId} paper={paper} selected={props.page} onAdd={() => scan(null)} />
        </div>
        {page === undefined ? (
          <Brought papers={papers} paper={paper} onChange={onChange} />
        ) : (
          <div className={classes.acts}>
            {isDoubtful ? (
              <>
                <TouchButton look="soft" icon={<ScanLine aria-hidden />} onPress={() => scan(page.pageId)}>
                  {say('scan.page.rescan')}
                </TouchButton>
                <TouchButton icon={<ThumbsUp aria-hidden />} onPress={() => keep(true)}>
                  {say('scan.page.keep')}
                </TouchButton>
              </>
            ) : null}
            {page.kept ? (
              <TouchButton icon={<Undo2 aria-hidden />} onPress={() => keep(false)}>
                {say('scan.page.unkeep')}
              </TouchButton>
            ) : null}
            <TouchButton icon={<Maximize2 aria-hidden />} onPress={() => setOpen('zoom')}>
              {say('scan.page.zoom')}
            </TouchButton>
            <TouchButton icon={<FilePenLine aria-hidden />} onPress={() => setOpen('change')}>
              {say('scan.page.change')}
            </TouchButton>
          </div>
        )}
      </div>
      {page === undefined ? null : (
        <>
          <ZoomDialog
            isOpen={open === 'zoom'}
            draftId={draftId}
            page={page}
            number={props.page}
            onClose={() => setOpen(null)}
          />
          <ChangeDialog
            isOpen={open === 'change'}
            papers={papers}
            paper={paper}
            number={props.page}
            page={page}
            onChange={onChange}
            onRescan={() => {
              setOpen(null);
              return scan(page.pageId);
            }}
            onClose={() => setOpen(null)}
          />
        </>
      )}
    </Screen>
  );
}

/** The kiosk's word about a page: the verdict, and the one sentence that matters most. */
function Verdict({ page }: { readonly page: PaperPage }) {
  const say = useStrings();
  if (page.verdict === 'good') return <Notice tone="good" title={say('scan.verdict.good')} />;
  if (page.kept) return <Notice tone="info" title={say('scan.page.kept')} />;
  const [first] = page.findings;
  return (
    <Notice tone={page.verdict === 'bad' ? 'wrong' : 'attention'} title={say(`scan.verdict.${page.verdict}`)}>
      {/* The core names only findings that have a sentence. */}
      {first === undefined ? null : <p>{say(`scan.finding.${first.code}` as StringId)}</p>}
    </Notice>
  );
}
