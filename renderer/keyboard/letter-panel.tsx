import { ArrowBigUp, ArrowLeft, ArrowRight, Check, CornerDownLeft, Delete } from 'lucide-react';
import { memo } from 'react';
import { type AccentMark, accentMarks } from '../../shared/vietnamese/accent.ts';
import { highlandKeyRows } from '../../shared/vietnamese/highland-letters.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from './key.tsx';
import classes from './keyboard.module.css';
import { useKeyboardStore } from './keyboard-provider.tsx';
import type { KeyboardView, TextTarget } from './keyboard-store.ts';

type Keys = Pick<KeyboardView, 'layer' | 'shift' | 'upper' | 'method'> & { readonly target: TextTarget };

type Rows = readonly (readonly string[])[];

const letterRows: Rows = [[...'qwertyuiop'], [...'asdfghjkl'], [...'zxcvbnm']];
const numberRows: Rows = [[...'1234567890'], [...`-/.,:;()&'`], [...`"?!+%@=`]];
/** An e-mail address needs no shift and no accents: digits stand above the letters instead. */
const emailRows: Rows = [[...'1234567890'], ...letterRows];
const emailEndings = ['@gmail.com', '@', '.', '_', '-', '.vn'];

function rowsOf(view: Keys): Rows {
  if (view.target.panel === 'email') return emailRows;
  if (view.layer === 'numbers') return numberRows;
  return view.layer === 'highland' ? highlandKeyRows : letterRows;
}

/** Letters, and beside them the row of accents: nobody has to know Telex. */
export const LetterPanel = memo(function LetterPanel(view: Keys) {
  const isEmail = view.target.panel === 'email';
  const rows = rowsOf(view);
  return (
    <div className={classes.panel} data-panel={isEmail ? 'email' : 'letters'}>
      {isEmail ? null : <MarkKeys view={view} />}
      <div className={classes.rows}>
        {rows.map((row, index) => (
          <LetterRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one layer never move
            key={index}
            letters={row}
            upper={view.upper && !isEmail && view.layer !== 'numbers'}
            isLast={index === rows.length - 1}
            view={view}
          />
        ))}
        <BottomRow view={view} />
      </div>
    </div>
  );
});

function LetterRow(props: {
  readonly letters: readonly string[];
  readonly upper: boolean;
  readonly isLast: boolean;
  readonly view: Keys;
}) {
  const say = useStrings();
  const store = useKeyboardStore();
  const { view } = props;
  const hasShift = props.isLast && view.target.panel === 'letters';
  const pad = 20 - props.letters.length * 2;
  return (
    <div className={classes.row} data-indent={!props.isLast && pad === 2 ? '' : undefined}>
      {hasShift ? (
        <Key
          look={view.upper ? 'on' : 'word'}
          span={3}
          label={say(`keyboard.shift.${view.shift}`)}
          pressed={view.upper}
          onPress={store.turnShift}
        >
          <ArrowBigUp aria-hidden fill={view.shift === 'caps' ? 'currentColor' : 'none'} />
        </Key>
      ) : null}
      {props.letters.map((letter) => {
        const face = props.upper ? upperCase(letter) : letter;
        return (
          <Key key={letter} span={2} onPress={() => store.press(face)}>
            {face}
          </Key>
        );
      })}
      {props.isLast ? (
        <Key
          look="word"
          span={hasShift ? 3 : Math.min(6, pad)}
          repeats
          label={say('keyboard.backspace.label')}
          onPress={store.erase}
        >
          <Delete aria-hidden />
        </Key>
      ) : null}
    </div>
  );
}

/** 'ng → 'Ng: only the first letter of a pair is a capital in a name. */
function upperCase(letter: string): string {
  const at = letter.startsWith("'") ? 1 : 0;
  const [first = ''] = letter.slice(at).match(/\P{M}\p{M}*/u) ?? [];
  return (letter.slice(0, at) + first.toUpperCase() + letter.slice(at + first.length)).normalize('NFC');
}

function MarkKeys(props: { readonly view: Keys }) {
  const say = useStrings();
  const store = useKeyboardStore();
  const isVni = props.view.method === 'vni';
  return (
    <fieldset className={classes.marks} aria-label={say('keyboard.marks')}>
      {accentMarks.map((mark, index) => (
        <Key
          key={mark}
          look="mark"
          label={say(`keyboard.mark.${mark}`)}
          onPress={() => (isVni ? store.press(vniDigit(index)) : store.accent(mark))}
        >
          {mark === 'bo-dau' ? null : <b>{say(faceOf(mark))}</b>}
          <span>
            {isVni ? `${vniDigit(index)} ` : ''}
            {say(`keyboard.mark.${mark}`)}
          </span>
        </Key>
      ))}
    </fieldset>
  );
}

/** The accent row stands in the order of the VNI digits. */
function vniDigit(index: number): string {
  return String((index + 1) % 10);
}

function faceOf(mark: Exclude<AccentMark, 'bo-dau'>) {
  return `keyboard.face.${mark}` as const;
}

function BottomRow(props: { readonly view: Keys }) {
  const say = useStrings();
  const store = useKeyboardStore();
  const { view } = props;
  const { target } = view;
  const method = say(`keyboard.method.${view.method}`);
  return (
    <div className={classes.bottom}>
      {target.panel === 'email' ? (
        emailEndings.map((text) => (
          <Key key={text} look={text.length > 1 ? 'word' : 'letter'} onPress={() => store.press(text)}>
            {text}
          </Key>
        ))
      ) : (
        <>
          <LayerKey view={view} layer="numbers" face={say('keyboard.layer.numbers')} />
          <Key look="word" label={say('keyboard.method.label', { method })} onPress={store.turnMethod}>
            <small>{say('keyboard.method')}</small>
            <span>{method}</span>
          </Key>
          <LayerKey view={view} layer="highland" face={highlandFace} />
          <Key look="word" label={say('keyboard.space')} onPress={() => store.press(' ')} wide>
            {say('keyboard.space')}
          </Key>
        </>
      )}
      {target.multiline ? (
        <Key look="word" label={say('keyboard.newLine')} onPress={() => store.press('\n')}>
          <CornerDownLeft aria-hidden />
        </Key>
      ) : null}
      <CaretKeys />
      <DoneKey target={target} />
    </div>
  );
}

const highlandFace = `${highlandKeyRows[0]?.[2] ?? ''} ${highlandKeyRows[1]?.[3] ?? ''}`;

function LayerKey(props: {
  readonly view: Keys;
  readonly layer: 'numbers' | 'highland';
  readonly face: string;
}) {
  const say = useStrings();
  const store = useKeyboardStore();
  const isOn = props.view.layer === props.layer;
  return (
    <Key
      look="word"
      label={say(isOn ? 'keyboard.layer.letters.label' : `keyboard.layer.${props.layer}.label`)}
      onPress={() => store.setLayer(isOn ? 'letters' : props.layer)}
    >
      {isOn ? say('keyboard.layer.letters') : props.face}
    </Key>
  );
}

/** Moves the caret; both keys repeat while they are held. */
export function CaretKeys() {
  const say = useStrings();
  const store = useKeyboardStore();
  return (
    <>
      <Key look="word" repeats label={say('keyboard.left')} onPress={() => store.move('left')}>
        <ArrowLeft aria-hidden />
      </Key>
      <Key look="word" repeats label={say('keyboard.right')} onPress={() => store.move('right')}>
        <ArrowRight aria-hidden />
      </Key>
    </>
  );
}

/** Puts the keyboard away. */
export function DoneKey(props: { readonly target: { leave(): void } }) {
  const say = useStrings();
  return (
    <Key look="done" label={say('keyboard.done.label')} onPress={() => props.target.leave()}>
      <Check aria-hidden />
      <span>{say('keyboard.done')}</span>
    </Key>
  );
}
