import { type ReactNode, type Ref, useEffect } from 'react';
import type { ToneStyle } from '../../shared/vietnamese/grammar.ts';
import { useStrings } from '../strings/use-strings.ts';
import {
  codeFormat,
  countFormat,
  dossierCodeFormat,
  type FieldFormat,
  idNumberFormat,
  moneyFormat,
  phoneFormat,
  timeFormat,
  yearFormat,
} from './field-format.ts';
import { fieldAttribute } from './hardware-keys.ts';
import { useKeyboardView } from './keyboard-provider.tsx';
import type { Capitals, TextTarget } from './keyboard-store.ts';
import classes from './kiosk-field.module.css';
import type { SuggestionList } from './suggest.ts';
import { useTextTarget } from './use-text-target.ts';

/** What is written in a field decides its keys, its capitals and how it is shown. */
export type TextFieldKind =
  | 'name'
  | 'text'
  | 'note'
  | 'email'
  | 'passphrase'
  | 'code'
  | 'dossier-code'
  | 'id-number'
  | 'phone'
  | 'money'
  | 'year'
  | 'time'
  | 'count';

interface KindOfField {
  readonly panel: TextTarget['panel'];
  readonly capitals: Capitals;
  readonly format: FieldFormat | null;
  readonly maxLength: number;
}

const kinds: Readonly<Record<TextFieldKind, KindOfField>> = {
  name: { panel: 'letters', capitals: 'words', format: null, maxLength: 100 },
  text: { panel: 'letters', capitals: 'beginning', format: null, maxLength: 200 },
  note: { panel: 'letters', capitals: 'beginning', format: null, maxLength: 1000 },
  email: { panel: 'email', capitals: 'none', format: null, maxLength: 254 },
  passphrase: { panel: 'passphrase', capitals: 'none', format: null, maxLength: 200 },
  code: { panel: 'code', capitals: 'none', format: codeFormat, maxLength: codeFormat.maxLength },
  'dossier-code': {
    panel: 'dossier-code',
    capitals: 'none',
    format: dossierCodeFormat,
    maxLength: dossierCodeFormat.maxLength,
  },
  'id-number': digits(idNumberFormat),
  phone: digits(phoneFormat),
  money: digits(moneyFormat),
  year: digits(yearFormat),
  time: digits(timeFormat),
  count: digits(countFormat(5)),
};

function digits(format: FieldFormat): KindOfField {
  return { panel: 'digits', capitals: 'none', format, maxLength: format.maxLength };
}

/**
 * The kiosk's text field: written by the on-screen keyboard, a real one, a keypad or a screen reader, all through
 * the typing engine. Values are NFC; those of number kinds hold digits only, whatever is shown.
 */
export function KioskTextField(props: {
  readonly label: string;
  /** The everyday words under an official label. */
  readonly help?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Hears of a key in its own turn, a frame before `onChange`: to begin work that takes a while, never to draw. */
  readonly onType?: (text: string) => void;
  readonly kind?: TextFieldKind;
  /** In graphemes; each kind has its own otherwise. */
  readonly maxLength?: number;
  readonly toneStyle?: ToneStyle;
  readonly suggestions?: SuggestionList;
  /** What is wrong, in words; null or nothing while it is right. */
  readonly problem?: string | null;
  /** Enter on a real keyboard; the field is left otherwise. */
  readonly onEnter?: () => void;
  readonly autoFocus?: boolean;
}) {
  const say = useStrings();
  const kind = props.kind ?? 'text';
  const { panel, capitals, format, maxLength } = kinds[kind];
  const isNote = kind === 'note';
  const { id, field, mirror, caret, open } = useTextTarget({
    value: props.value,
    onChange: props.onChange,
    onType: props.onType,
    onEnter: props.onEnter ?? (() => {}),
    panel,
    capitals,
    format,
    maxLength: props.maxLength ?? maxLength,
    multiline: isNote,
    thousands: kind === 'money',
    suggestions: props.suggestions ?? null,
    toneStyle: props.toneStyle ?? 'old',
  });
  const isOpen = useKeyboardView().target?.id === id;
  const problem = props.problem ?? null;
  // What is wrong stands below the field, where the keyboard may just leave no room for it.
  useEffect(() => {
    if (problem !== null) document.getElementById(`${id}-problem`)?.scrollIntoView({ block: 'nearest' });
  }, [id, problem]);
  const left = kind === 'id-number' ? maxLength - props.value.length : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the field appears
  useEffect(() => {
    if (props.autoFocus === true) field.current?.focus();
  }, []);

  const shared = {
    id,
    [fieldAttribute]: id,
    className: classes.input,
    inputMode: 'none',
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    onFocus: open,
    // A tap on a field that still has the focus, after "Xong". Not on the way down: the screen moves when the keyboard
    // comes, and the finger would come up over something else.
    onClick: open,
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-help ${id}-problem`,
  } as const;

  return (
    <div className={classes.field} data-field-frame>
      <div className={classes.words}>
        <label className={classes.label} htmlFor={id}>
          {props.label}
        </label>
        <p className={classes.help} id={`${id}-help`} hidden={props.help === undefined}>
          {props.help}
        </p>
      </div>
      <div
        className={classes.box}
        data-field-box
        data-open={isOpen ? '' : undefined}
        data-problem={problem === null ? undefined : ''}
        data-kind={kind}
      >
        <div className={classes.writing}>
          {isNote ? (
            <textarea {...shared} ref={field as Ref<HTMLTextAreaElement>} rows={3} />
          ) : (
            <input {...shared} ref={field as Ref<HTMLInputElement>} type="text" />
          )}
          <div className={classes.mirror} aria-hidden>
            <div className={classes.slide}>
              <span ref={mirror} />
              <i ref={caret} className={classes.caret} />
            </div>
          </div>
        </div>
        {kind === 'money' ? (
          <span className={classes.unit} role="img" aria-label={say('keyboard.money.unit')}>
            {say('keyboard.money.sign')}
          </span>
        ) : null}
        {left > 0 && left < maxLength ? (
          <span className={classes.unit}>{say('keyboard.digits.left', { count: left })}</span>
        ) : null}
      </div>
      <p className={classes.problem} id={`${id}-problem`} role="alert" hidden={problem === null}>
        {problem}
      </p>
    </div>
  );
}
