import { ArrowDown, ArrowUp, Crop, IdCard, RotateCw, ScanLine, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { PageEditsChoice, PaperPage, PaperState, PapersState } from '../../../shared/contract/index.ts';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './change-dialog.module.css';
import { PagePicture } from './page-picture.tsx';
import { pagePlace, paperPlace } from './places.ts';

const asScanned: PageEditsChoice = { crop: null, turn: 0, deskewDegrees: 0, cards: false };
const turns = [0, 90, 180, 270] as const;

/** Everything that can be done to a page; each change shows at once and can be taken back. */
export function ChangeDialog(props: {
  readonly isOpen: boolean;
  readonly papers: PapersState;
  readonly paper: PaperState;
  readonly number: number;
  readonly page: PaperPage;
  readonly onChange: (next: PapersState) => void;
  readonly onRescan: () => unknown;
  readonly onClose: () => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const [isRemoving, setRemoving] = useState(false);
  const { papers, paper, page, number } = props;
  const { draftId } = papers;
  const { edits, proposals, pageId } = page;
  const crop = proposals.crops.length === 1 ? proposals.crops[0] : undefined;
  const hasCards = paper.isIdCard && proposals.crops.length > 0 && !edits.cards;
  const isChanged = edits.crop !== null || edits.turn !== 0 || edits.deskewDegrees !== 0 || edits.cards;

  async function edit(change: Partial<PageEditsChoice>): Promise<void> {
    await attempt(async () =>
      props.onChange(await core.papers.edit({ draftId, pageId, edits: { ...edits, ...change } })),
    );
  }

  async function move(to: number): Promise<void> {
    await attempt(async () => {
      props.onChange(await core.papers.move({ draftId, pageId, to }));
      await go(pagePlace(paper.componentId, to + 1));
    });
  }

  async function remove(): Promise<void> {
    await attempt(async () => {
      props.onChange(await core.papers.remove({ draftId, pageId }));
      props.onClose();
      await go(paperPlace(paper.componentId));
    });
  }

  if (isRemoving) {
    return (
      <Dialog
        isOpen={props.isOpen}
        title={say('scan.page.remove.title', { now: number })}
        actions={
          <>
            <TouchButton look="danger" onPress={remove}>
              {say('scan.page.remove.yes')}
            </TouchButton>
            <TouchButton look="go" onPress={() => setRemoving(false)}>
              {say('scan.page.remove.no')}
            </TouchButton>
          </>
        }
      >
        <p>{say('scan.page.remove.text')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      title={say('scan.page.change.title', { now: number })}
      isFull
      actions={
        <TouchButton look="go" onPress={props.onClose}>
          {say('scan.page.close')}
        </TouchButton>
      }
    >
      <div className={classes.change}>
        <div className={classes.picture}>
          <PagePicture draftId={draftId} page={page} number={number} />
        </div>
        <div className={classes.acts}>
          <TouchButton
            icon={<RotateCw aria-hidden />}
            onPress={() => edit({ turn: turns[(turns.indexOf(edits.turn) + 1) % turns.length] ?? 0 })}
          >
            {say('scan.page.turn')}
          </TouchButton>
          {proposals.deskewDegrees !== 0 && edits.deskewDegrees === 0 ? (
            <TouchButton
              icon={<ScanLine aria-hidden />}
              onPress={() => edit({ deskewDegrees: proposals.deskewDegrees })}
            >
              {say('scan.page.straighten')}
            </TouchButton>
          ) : null}
          {crop !== undefined && !paper.isIdCard && edits.crop === null ? (
            <TouchButton icon={<Crop aria-hidden />} onPress={() => edit({ crop })}>
              {say('scan.page.crop')}
            </TouchButton>
          ) : null}
          {hasCards ? (
            <TouchButton
              icon={<IdCard aria-hidden />}
              onPress={() => edit({ cards: true, deskewDegrees: 0 })}
            >
              {say('scan.page.cards')}
            </TouchButton>
          ) : null}
          {isChanged ? (
            <TouchButton look="soft" icon={<Undo2 aria-hidden />} onPress={() => edit(asScanned)}>
              {say('scan.page.undo')}
            </TouchButton>
          ) : null}
          <TouchButton icon={<ScanLine aria-hidden />} onPress={props.onRescan}>
            {say('scan.page.rescan')}
          </TouchButton>
          {number > 1 ? (
            <TouchButton icon={<ArrowUp aria-hidden />} onPress={() => move(number - 2)}>
              {say('scan.page.earlier')}
            </TouchButton>
          ) : null}
          {number < paper.pages.length ? (
            <TouchButton icon={<ArrowDown aria-hidden />} onPress={() => move(number)}>
              {say('scan.page.later')}
            </TouchButton>
          ) : null}
          <TouchButton look="danger" icon={<Trash2 aria-hidden />} onPress={() => setRemoving(true)}>
            {say('scan.page.remove')}
          </TouchButton>
        </div>
      </div>
    </Dialog>
  );
}
