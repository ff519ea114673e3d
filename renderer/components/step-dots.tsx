import { useStrings } from '../strings/use-strings.ts';
import classes from './step-dots.module.css';

export interface Steps {
  readonly now: number;
  readonly of: number;
  readonly name: string;
}

/** Where in the journey one is: in words first, the dots only repeat it. */
export function StepDots(props: Steps) {
  const say = useStrings();
  return (
    <p className={classes.steps} data-steps>
      <span className={classes.dots} aria-hidden>
        {Array.from({ length: props.of }, (_, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: the dots are their places
            key={index}
            data-state={index + 1 < props.now ? 'done' : index + 1 === props.now ? 'now' : 'later'}
          />
        ))}
      </span>
      <span>{say('app.steps', { now: props.now, of: props.of, name: props.name })}</span>
    </p>
  );
}
