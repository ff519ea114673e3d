import { ArrowBigUp, ArrowLeft, ArrowRight, Check, CornerDownLeft, Delete } from 'lucide-react';
import { memo } from 'react';
import { type AccentMark, accentMarks } from '../../shared/vietnamese/accent.ts';
import { highlandKeyRows } from '../../shared/vietnamese/highland-letters.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from './key.tsx';
import classes from './keyboard.module.css';
import { useKeyboardStore } from './keyboard-provider.tsx';
import { type KeyboardView, type TextTarget, upperCase } from './keyboard-store.ts';

type Keys = Pick<KeyboardView, 'layer' | 'shift' | 'upper' | 'method'> & { readonly target: TextTarget };

type Rows = readonly (readonly string[])[];

const letterRows: Rows = [[...'qwertyuiop'], [...'asdfghjkl'], [...'zxcvbnm']];
const numberRows: Rows = [[...'1234567890'], [...`-/.,:;()&'`], [...`"?!+%@=`]];
/** An e-mail address or a code needs no shift and no accents: digits stand above the letters instead. */
const emailRows: Rows = [[...'1234567890'], ...letterRows];
/** What stands between the parts of a dossier's code. */
const codeMarks = ['-', '.'];
const emailEndings = ['@gmail.com', '@', '.', '_', '-', '.vn'];
const passphraseMarks = ['.', '-', '_', '!', '?'];

function rowsOf(view: Keys): Rows {
  if (view.target.panel !== 'letters') return emailRows;
  if (view.layer === 'numbers') return numberRows;
  return view.layer === 'highland' ? highlandKeyRows : letterRows;
}

/** Letters, and beside them the row of accents: nobody has to know Telex. */
export const LetterPanel = memo(function LetterPanel(view: Keys) {
  const isPlain = view.target.panel !== 'letters';
  const isCode = view.target.panel === 'code' || view.target.panel === 'dossier-code';
  const rows = rowsOf(view);
  // Capitals come and go with every word: the style sheet turns them, so that no key is drawn again.
  const casing =
    isPlain || view.layer === 'numbers' ? 'none' : view.layer === 'highland' ? 'letters' : 'style';
  return (
    <div
      className={classes.panel}
      data-panel={isPlain ? 'email' : 'letters'}
      data-upper={casing === 'style' && view.upper ? '' : undefined}
    >
      {isPlain ? null : <MarkKeys isVni={view.method === 'vni'} />}
      <div className={classes.rows}>
        {rows.map((row, index) => {
          const isLast = index === rows.length - 1;
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one layer never move
              key={index}
              className={classes.row}
              data-indent={!isLast && row.length === 9 ? '' : undefined}
            >
              {isLast && !isPlain ? <ShiftKey shift={view.shift} upper={view.upper} /> : null}
              <RowLetters letters={row} isUpper={isCode || (casing === 'letters' && view.upper)} />
              {isLast ? <EraseKey span={isPlain ? 20 - row.length * 2 : 3} /> : null}
            </div>
          );
        })}
        <BottomRow layer={view.layer} method={view.method} target={view.target} />
      </div>
    </div>
  );
});

const RowLetters = memo(function RowLetters(props: {
  readonly letters: readonly string[];
  readonly isUpper: boolean;
}) {
  const store = useKeyboardStore();
  return props.letters.map((letter) => (
    <Key key={letter} span={2} onPress={() => store.pressLetter(letter)}>
      {props.isUpper ? upperCase(letter) : letter}
    </Key>
  ));
});

function ShiftKey(props: Pick<KeyboardView, 'shift' | 'upper'>) {
  const say = useStrings();
  const store = useKeyboardStore();
  return (
    <Key
      look={props.upper ? 'on' : 'word'}
      span={3}
      label={say(`keyboard.shift.${props.shift}`)}
      pressed={props.upper}
      onPress={store.turnShift}
    >
      <ArrowBigUp aria-hidden fill={props.shift === 'caps' ? 'currentColor' : 'none'} />
    </Key>
  );
}

const EraseKey = memo(function EraseKey(props: { readonly span: number }) {
  const say = useStrings();
  const store = useKeyboardStore();
  return (
    <Key look="word" span={props.span} repeats label={say('keyboard.backspace.label')} onPress={store.erase}>
      <Delete aria-hidden />
    </Key>
  );
});

const MarkKeys = memo(function MarkKeys(props: { readonly isVni: boolean }) {
  const say = useStrings();
  const store = useKeyboardStore();
  const { isVni } = props;
  return (
    <fieldset className={classes.marks} aria-label={say('keyboard.marks')}>
      {accentMarks.map((mark, index) => (
        <Key
          key={mark}
          look="mark"
          onPress={() => (isVni ? store.press(vniDigit(index)) : store.accent(mark))}
        >
          {mark === 'bo-dau' && !isVni ? null : (
            <b aria-hidden>
              {isVni ? `${vniDigit(index)} ` : ''}
              {mark === 'bo-dau' ? '' : say(faceOf(mark))}
            </b>
          )}
          <span>{say(`keyboard.mark.${mark}`)}</span>
        </Key>
      ))}
    </fieldset>
  );
});

/** The accent row stands in the order of the VNI digits. */
function vniDigit(index: number): string {
  return String((index + 1) % 10);
}

function faceOf(mark: Exclude<AccentMark, 'bo-dau'>) {
  return `keyboard.face.${mark}` as const;
}

const BottomRow = memo(function BottomRow(view: Pick<Keys, 'layer' | 'method' | 'target'>) {
  const say = useStrings();
  const store = useKeyboardStore();
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
      ) : target.panel === 'dossier-code' ? (
        codeMarks.map((text) => (
          <Key key={text} onPress={() => store.press(text)}>
            {text}
          </Key>
        ))
      ) : target.panel === 'passphrase' ? (
        <>
          {passphraseMarks.map((text) => (
            <Key key={text} onPress={() => store.press(text)}>
              {text}
            </Key>
          ))}
          <SpaceKey />
        </>
      ) : target.panel === 'code' ? null : (
        <>
          <LayerKey layer={view.layer} leads="numbers" face={say('keyboard.layer.numbers')} />
          <Key look="word" twoLines onPress={store.turnMethod}>
            <small>{say('keyboard.method')}: </small>
            <span>{method}</span>
          </Key>
          <LayerKey layer={view.layer} leads="highland" face={highlandFace} />
          <SpaceKey />
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
});

function SpaceKey() {
  const say = useStrings();
  const store = useKeyboardStore();
  return (
    <Key look="word" label={say('keyboard.space')} onPress={() => store.press(' ')} wide>
      {say('keyboard.space')}
    </Key>
  );
}

const highlandFace = `${highlandKeyRows[0]?.[2] ?? ''} ${highlandKeyRows[1]?.[3] ?? ''}`;

function LayerKey(props: {
  /** The layer that is shown. */
  readonly layer: Keys['layer'];
  readonly leads: 'numbers' | 'highland';
  readonly face: string;
}) {
  const say = useStrings();
  const store = useKeyboardStore();
  const isOn = props.layer === props.leads;
  const face = isOn ? say('keyboard.layer.letters') : props.face;
  const meaning = say(isOn ? 'keyboard.layer.letters.label' : `keyboard.layer.${props.leads}.label`);
  return (
    <Key
      look="word"
      label={`${face}, ${meaning}`}
      onPress={() => store.setLayer(isOn ? 'letters' : props.leads)}
    >
      {face}
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
