import { Check } from 'lucide-react';
import type { Option } from './option-list.tsx';

/** What stands in an option, whether one or several may be chosen: the tick, its name, a smaller line. */
export function OptionWords(props: { readonly option: Option; readonly tickClass: string | undefined }) {
  const { title, line } = props.option;
  return (
    <>
      <span className={props.tickClass} aria-hidden>
        <Check />
      </span>
      <span>
        <b>{title}</b>
        {line === undefined ? null : <small>{line}</small>}
      </span>
    </>
  );
}
