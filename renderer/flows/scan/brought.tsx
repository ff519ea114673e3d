import { FileX } from 'lucide-react';
import type { PaperState, PapersState } from '../../../shared/contract/index.ts';
import { useAttempt, useCore } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './brought.module.css';

/** PDFs that came instead of a scan: kept byte for byte, with what is known of their signatures. */
export function Brought(props: {
  readonly papers: PapersState;
  readonly paper: PaperState;
  readonly onChange: (next: PapersState) => void;
}) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const { draftId } = props.papers;
  return (
    <div className={classes.files}>
      {props.paper.brought.map(({ broughtId, pageCount, signature }) => (
        <Notice
          key={broughtId}
          tone={signature === 'broken-bytes' ? 'wrong' : 'good'}
          title={say('scan.brought.title', { count: pageCount })}
          action={
            <TouchButton
              icon={<FileX aria-hidden />}
              onPress={() =>
                attempt(async () => props.onChange(await core.papers.remove({ draftId, pageId: broughtId })))
              }
            >
              {say('scan.brought.remove')}
            </TouchButton>
          }
        >
          <p>{say(`scan.brought.${signature}`)}</p>
        </Notice>
      ))}
    </div>
  );
}
