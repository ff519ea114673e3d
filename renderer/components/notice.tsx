import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

export type NoticeTone = 'info' | 'good' | 'attention' | 'wrong';

const icons = { info: Info, good: CircleCheck, attention: Info, wrong: TriangleAlert } as const;

/** A verdict or message in words, in the flow of the screen. The icon and the words carry it, the colour repeats it. */
export function Notice(props: {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const Icon = icons[props.tone];
  return (
    <div className={classes.notice} data-tone={props.tone} role={props.tone === 'wrong' ? 'alert' : 'status'}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>{props.title}</p>
        {props.children}
      </div>
      {props.action}
    </div>
  );
}
