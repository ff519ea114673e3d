import { Eraser, FileSignature } from 'lucide-react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { drawnSignature, isSignedOnPaper } from '../../../../shared/form/index.ts';
import { TouchButton } from '../../../components/touch-button.tsx';
import { useStrings } from '../../../strings/use-strings.ts';
import classes from './ask-signature.module.css';
import { Segments } from './segments.tsx';
import { type InputProps, useAnswer } from './use-answer.ts';

/** Points nearer than this add nothing to a stroke and much to its size. */
const nearestPx = 2;

function pathOf(stroke: readonly number[]): string {
  let path = '';
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    path += `${at === 0 ? 'M' : 'L'}${stroke[at]} ${stroke[at + 1]}`;
  }
  return path;
}

/** Two ways of the same worth: by finger here, or by pen on the printed form for whoever cannot or will not. */
export function AskSignature(props: InputProps) {
  const say = useStrings();
  const answer = useAnswer(props);
  const isOnPaper = isSignedOnPaper(answer.value);
  return (
    <div className={classes.signature} data-problem={props.problem === null ? undefined : ''}>
      <Segments
        label={props.label}
        options={[
          { id: 'finger', text: say('fill.sign.finger') },
          { id: 'paper', text: say('fill.sign.paper') },
        ]}
        chosen={isOnPaper ? 'paper' : 'finger'}
        onChoose={(way) => {
          if (isOnPaper === (way === 'paper')) return;
          answer.set(way === 'paper' ? { onPaper: true } : null);
        }}
      />
      {isOnPaper ? (
        <div className={classes.onPaper} role="status">
          <FileSignature aria-hidden />
          <p>{say('fill.sign.paper.line')}</p>
        </div>
      ) : (
        <Pad {...props} />
      )}
    </div>
  );
}

/** Signed by finger: strokes as vectors, so that the paper prints them as sharp as ink. */
function Pad(props: InputProps) {
  const say = useStrings();
  const answer = useAnswer(props);
  const pad = useRef<SVGSVGElement>(null);
  const drawn = useRef<SVGPathElement>(null);
  const stroke = useRef<number[] | null>(null);
  const signature = drawnSignature(answer.value);

  // The page never re-renders while the finger moves: the line must be under it.
  useEffect(() => {
    drawn.current?.setAttribute('d', '');
  });

  function point(event: PointerEvent): [number, number] {
    const box = pad.current?.getBoundingClientRect();
    return [Math.round(event.clientX - (box?.left ?? 0)), Math.round(event.clientY - (box?.top ?? 0))];
  }

  function begin(event: PointerEvent): void {
    pad.current?.setPointerCapture(event.pointerId);
    stroke.current = point(event);
  }

  function move(event: PointerEvent): void {
    const points = stroke.current;
    if (points === null) return;
    const [x, y] = point(event);
    const [lastX = 0, lastY = 0] = points.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) < nearestPx) return;
    points.push(x, y);
    drawn.current?.setAttribute('d', pathOf(points));
  }

  function end(): void {
    const points = stroke.current;
    const box = pad.current?.getBoundingClientRect();
    stroke.current = null;
    if (points === null || box === undefined) return;
    // A tap is a dot, and a dot may be part of a name.
    const whole = points.length > 2 ? points : [...points, (points[0] ?? 0) + 1, points[1] ?? 0];
    answer.set({
      width: signature?.width ?? box.width,
      height: signature?.height ?? box.height,
      strokes: [...(signature?.strokes ?? []), whole],
    });
  }

  return (
    <div className={classes.frame}>
      <svg
        ref={pad}
        className={classes.pad}
        role="img"
        aria-label={say(signature === null ? 'fill.sign.empty' : 'fill.sign.signed')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {signature?.strokes.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added
          <path key={index} d={pathOf(one)} />
        ))}
        <path ref={drawn} />
      </svg>
      <p className={classes.line} aria-hidden>
        {signature === null ? say('fill.sign.here') : ''}
      </p>
      <div className={classes.under}>
        <TouchButton
          icon={<Eraser aria-hidden />}
          isDisabled={signature === null}
          onPress={() => answer.set(null)}
        >
          {say('fill.sign.again')}
        </TouchButton>
        {props.problem === null ? null : (
          <p className={classes.problem} role="alert">
            {props.problem}
          </p>
        )}
      </div>
    </div>
  );
}
