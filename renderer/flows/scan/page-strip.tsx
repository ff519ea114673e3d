import { CircleAlert, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PaperPage, PaperState } from '../../../shared/contract/index.ts';
import { useGo } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './page-strip.module.css';
import { pagePlace } from './places.ts';
import { usePagePicture } from './use-page-picture.ts';

/** The pages of a paper as small pictures to choose from; it can be dragged by finger. */
export function PageStrip(props: {
  readonly draftId: string;
  readonly paper: PaperState;
  /** From 1; null while nothing can be chosen. */
  readonly selected: number | null;
  readonly onAdd?: () => unknown;
}) {
  const say = useStrings();
  const go = useGo();
  const { paper, selected } = props;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const shown = list.current?.children[(selected ?? paper.pages.length) - 1];
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, paper.pages.length]);
  return (
    <ol
      className={classes.strip}
      ref={list}
      aria-label={say('scan.list.pages', { count: paper.pages.length })}
    >
      {paper.pages.map((page, index) => (
        <li key={page.pageId}>
          <Button
            className={classes.thumb}
            aria-current={selected === index + 1 ? 'true' : undefined}
            aria-label={say('scan.page.of', { now: index + 1, count: paper.pages.length })}
            isDisabled={selected === null}
            onPress={() => void go(pagePlace(paper.componentId, index + 1))}
          >
            <Thumb draftId={props.draftId} page={page} />
            <span className={classes.number}>{index + 1}</span>
            {page.verdict === 'good' || page.kept ? null : (
              <span className={classes.mark}>
                <CircleAlert aria-hidden />
              </span>
            )}
          </Button>
        </li>
      ))}
      {props.onAdd === undefined ? null : (
        <li>
          <Button className={classes.add} onPress={props.onAdd}>
            <Plus aria-hidden />
            {say('scan.page.add')}
          </Button>
        </li>
      )}
    </ol>
  );
}

function Thumb(props: { readonly draftId: string; readonly page: PaperPage }) {
  const address = usePagePicture(props.draftId, props.page);
  return address === null ? (
    <span className={classes.empty} />
  ) : (
    <img src={address} alt="" draggable={false} />
  );
}
