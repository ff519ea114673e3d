import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import {
  choosePart,
  createDateEntry,
  type DateEntry,
  type DateLimits,
  type DatePart,
  dateParts,
  eraseDigit,
  findDateProblem,
  isoOf,
  turnWheel,
  typeDigit,
} from './date-entry.ts';
import { fieldAttribute } from './hardware-keys.ts';
import { useKeyboardStore, useKeyboardView } from './keyboard-provider.tsx';
import type { DateTarget } from './keyboard-store.ts';
import classes from './kiosk-field.module.css';

/** A day as people write it here. */
function written(iso: string): string {
  return iso.split('-').reverse().join('/');
}

const ranges: Readonly<Record<DatePart, (limits: DateLimits) => readonly [number, number]>> = {
  day: () => [1, 31],
  month: () => [1, 12],
  year: (limits) => [Number(limits.min.slice(0, 4)), Number(limits.max.slice(0, 4))],
};

/**
 * Day, month, year: by wheels, by digits on the pad, or by a real keyboard. `onChange` gets ISO text once the
 * date is complete, also when the calendar has no such day, and '' before; the field itself says what is wrong.
 */
export function KioskDateField(props: {
  readonly label: string;
  readonly help?: ReactNode;
  /** ISO text or ''. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
  readonly limits: DateLimits;
  /** The kiosk's today as ISO text: where the wheels begin. */
  readonly today: string;
  /** What the form's rules say, shown when the date by itself is right. */
  readonly problem?: string | null;
  readonly onEnter?: () => void;
  readonly autoFocus?: boolean;
}) {
  const say = useStrings();
  const store = useKeyboardStore();
  const id = useId();
  const isOpen = useKeyboardView().target?.id === id;
  const [entry, setEntry] = useState(() => createDateEntry(props.value));
  const now = useRef(entry);
  const latest = useRef(props);
  latest.current = props;
  const parts = useRef<Partial<Record<DatePart, HTMLElement | null>>>({});

  function change(next: DateEntry): void {
    const before = isoOf(now.current);
    now.current = next;
    setEntry(next);
    const iso = isoOf(next);
    if (iso !== before) latest.current.onChange(iso);
    if (
      document.activeElement instanceof HTMLElement &&
      document.activeElement.getAttribute(fieldAttribute) === id
    ) {
      parts.current[next.part]?.focus();
    }
    store.refresh();
  }

  const target = useRef<DateTarget>(null);
  target.current ??= {
    kind: 'date',
    id,
    get limits() {
      return latest.current.limits;
    },
    get today() {
      return latest.current.today;
    },
    read: () => now.current,
    change,
    hardware(key) {
      if (key === 'Enter') latest.current.onEnter?.();
      else if (/^\d$/u.test(key)) change(typeDigit(now.current, key));
      else if (/^[\s/.-]$/u.test(key)) change(choosePart(now.current, after(now.current.part)));
    },
    leave() {
      store.close(id);
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  };

  useEffect(() => () => store.close(id), [store, id]);

  // A value from outside replaces the entry; our own comes back unchanged.
  useEffect(() => {
    if (props.value === isoOf(now.current)) return;
    if (props.value === '' && isoOf(now.current) === '') return;
    now.current = createDateEntry(props.value);
    setEntry(now.current);
  }, [props.value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the field appears
  useEffect(() => {
    if (props.autoFocus === true) parts.current.day?.focus();
  }, []);

  function open(part: DatePart): void {
    if (target.current !== null) store.open(target.current);
    if (now.current.part !== part) change(choosePart(now.current, part));
  }

  function keyDown(event: KeyboardEvent): void {
    const turns: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };
    const by = turns[event.key];
    const { part } = now.current;
    if (by !== undefined) change(turnWheel(now.current, part, by, props.limits, props.today));
    else if (event.key === 'Backspace' || event.key === 'Delete') change(eraseDigit(now.current));
    else if (event.key === 'ArrowRight') change(choosePart(now.current, after(part)));
    else if (event.key === 'ArrowLeft') change(choosePart(now.current, before(part)));
    else return;
    event.preventDefault();
  }

  const own = findDateProblem(entry, props.limits);
  const problem =
    own === null
      ? (props.problem ?? null)
      : say(`keyboard.date.${own.kind}`, {
          month: Number(entry.month),
          year: entry.year,
          days: own.kind === 'noSuchDay' ? own.days : 0,
          date: written(own.kind === 'tooEarly' ? props.limits.min : props.limits.max),
        });

  return (
    <fieldset className={classes.field} data-field-frame aria-describedby={`${id}-problem`}>
      <legend className={classes.legend}>
        <span className={classes.words}>
          <span className={classes.label}>{props.label}</span>
          <span className={classes.help} id={`${id}-help`} hidden={props.help === undefined}>
            {props.help}
          </span>
        </span>
      </legend>
      <div className={classes.dates} data-field-box>
        {dateParts.map((part) => {
          const [min, max] = ranges[part](props.limits);
          return (
            <div
              key={part}
              ref={(element) => {
                parts.current[part] = element;
              }}
              className={classes.part}
              data-part={part}
              data-open={isOpen && entry.part === part ? '' : undefined}
              data-problem={problem === null ? undefined : ''}
              {...{ [fieldAttribute]: id }}
              role="spinbutton"
              tabIndex={0}
              aria-label={`${props.label}: ${say(`keyboard.date.${part}`)}`}
              aria-valuemin={min}
              aria-valuemax={max}
              aria-valuenow={entry[part] === '' ? undefined : Number(entry[part])}
              aria-valuetext={entry[part] === '' ? say(`keyboard.date.${part}`) : entry[part]}
              aria-invalid={problem !== null}
              onFocus={() => open(part)}
              onClick={() => open(part)}
              onKeyDown={keyDown}
            >
              <small>{say(`keyboard.date.${part}`)}</small>
              <b>{entry[part] === '' ? ' ' : entry[part]}</b>
            </div>
          );
        })}
      </div>
      <p className={classes.problem} id={`${id}-problem`} role="alert" hidden={problem === null}>
        {problem}
      </p>
    </fieldset>
  );
}

function after(part: DatePart): DatePart {
  return dateParts[dateParts.indexOf(part) + 1] ?? part;
}

function before(part: DatePart): DatePart {
  return dateParts[dateParts.indexOf(part) - 1] ?? part;
}
