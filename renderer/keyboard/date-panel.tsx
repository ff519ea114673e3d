import { ChevronDown, ChevronUp, Delete } from 'lucide-react';
import { type PointerEvent as ReactPointerEvent, useRef } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { choosePart, type DatePart, dateParts, eraseDigit, turnWheel, typeDigit } from './date-entry.ts';
import { PadDigits } from './digit-panel.tsx';
import { Key } from './key.tsx';
import classes from './keyboard.module.css';
import type { DateTarget } from './keyboard-store.ts';
import { DoneKey } from './letter-panel.tsx';

/** Day, month and year as wheels, and the digits beside them for those who would rather type. */
export function DatePanel(props: { readonly target: DateTarget }) {
  const say = useStrings();
  const { target } = props;
  const type = (digit: string) => target.change(typeDigit(target.read(), digit));
  return (
    <div className={classes.panel} data-panel="date">
      <fieldset className={classes.wheels} aria-label={say('keyboard.date.label')}>
        {dateParts.map((part) => (
          <Wheel key={part} part={part} target={target} />
        ))}
      </fieldset>
      <div className={classes.pad} data-narrow>
        <PadDigits digits="123456789" onDigit={type} />
        <Key
          look="word"
          repeats
          label={say('keyboard.backspace.label')}
          onPress={() => target.change(eraseDigit(target.read()))}
        >
          <Delete aria-hidden />
        </Key>
        <PadDigits digits="0" onDigit={type} />
        <DoneKey target={target} />
      </div>
    </div>
  );
}

/** A finger's way for one step of a wheel, as a share of the wheel's window. */
const stepShare = 1 / 3;

function Wheel(props: { readonly part: DatePart; readonly target: DateTarget }) {
  const say = useStrings();
  const drag = useRef<{ readonly id: number; from: number; moved: boolean } | null>(null);
  const { part, target } = props;
  const name = say(`keyboard.date.${part}`);
  const entry = target.read();
  const turn = (by: 1 | -1) => target.change(turnWheel(target.read(), part, by, target.limits, target.today));
  const neighbour = (by: 1 | -1) => {
    const value = entry[part] === '' ? '' : turnWheel(entry, part, by, target.limits, target.today)[part];
    return value === entry[part] ? '' : value;
  };

  function move(event: ReactPointerEvent<HTMLDivElement>): void {
    const dragging = drag.current;
    if (dragging?.id !== event.pointerId) return;
    const step = event.currentTarget.clientHeight * stepShare;
    while (Math.abs(event.clientY - dragging.from) >= step) {
      const by = event.clientY < dragging.from ? 1 : -1;
      dragging.from -= by * step;
      dragging.moved = true;
      turn(by);
    }
  }

  function up(event: ReactPointerEvent<HTMLDivElement>): void {
    const dragging = drag.current;
    if (dragging?.id !== event.pointerId) return;
    drag.current = null;
    if (dragging.moved) return;
    const box = event.currentTarget.getBoundingClientRect();
    const place = (event.clientY - box.top) / box.height;
    if (place < stepShare) turn(-1);
    else if (place > 1 - stepShare) turn(1);
    else target.change(choosePart(target.read(), part));
  }

  return (
    <div className={classes.wheel} data-on={entry.part === part ? '' : undefined}>
      <Key look="word" repeats label={say('keyboard.date.previous', { part: name })} onPress={() => turn(-1)}>
        <ChevronUp aria-hidden />
      </Key>
      <div
        className={classes.window}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { id: event.pointerId, from: event.clientY, moved: false };
        }}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => {
          drag.current = null;
        }}
        aria-hidden
      >
        <span>{neighbour(-1)}</span>
        <b>{entry[part] === '' ? name : entry[part]}</b>
        <span>{neighbour(1)}</span>
      </div>
      <Key look="word" repeats label={say('keyboard.date.next', { part: name })} onPress={() => turn(1)}>
        <ChevronDown aria-hidden />
      </Key>
    </div>
  );
}
