import { Notice } from '../../../components/notice.tsx';
import { useStrings } from '../../../strings/use-strings.ts';
import type { InputProps } from './use-answer.ts';

/** A paper is scanned elsewhere; here it is only named. */
export function AskFile(props: InputProps) {
  const say = useStrings();
  return (
    <Notice tone={props.problem === null ? 'info' : 'wrong'} title={say('fill.file')}>
      {props.problem === null ? null : <p>{props.problem}</p>}
    </Notice>
  );
}
