import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { DatePanel } from './date-panel.tsx';
import { DigitPanel } from './digit-panel.tsx';
import { fieldAttribute } from './hardware-keys.ts';
import { Key } from './key.tsx';
import classes from './keyboard.module.css';
import { useKeyboardStore, useKeyboardView } from './keyboard-provider.tsx';
import { LetterPanel } from './letter-panel.tsx';
import { findNeighbour } from './neighbour.ts';

/**
 * Where the keyboard stands: a row of the frame above "Quay lại / Tiếp tục". It takes its place from the screen
 * instead of lying over it, so it never covers the field; empty while no field is open.
 */
export function KeyboardDock() {
  const say = useStrings();
  const view = useKeyboardView();
  const store = useKeyboardStore();
  const dock = useRef<HTMLElement>(null);
  const { target } = view;
  const id = target?.id;
  const hasChips = view.chips.length > 0;

  // Told to the root by hand, before anything is measured: were it asked with :has(), every row that comes under a
  // typing hand would have all styles of the screen worked out anew.
  const isOpen = target !== null;
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-keyboard', isOpen);
    return () => document.documentElement.removeAttribute('data-keyboard');
  }, [isOpen]);

  // The screen has just become shorter: the field and its label come back into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of suggestions changes the height
  useLayoutEffect(() => {
    if (id === undefined) return;
    const field = document.querySelector(`[${fieldAttribute}="${CSS.escape(id)}"]`);
    // First with its label, then, where both do not fit, at least what is written.
    for (const place of ['[data-field-frame]', '[data-field-box]']) {
      field?.closest(place)?.scrollIntoView({ block: 'nearest' });
    }
    const keys = dock.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [];
    const hasStop = [...keys].some((key) => key.tabIndex === 0);
    const first = keys[0];
    if (!hasStop && first !== undefined) first.tabIndex = 0;
  }, [id, hasChips]);

  if (target === null) return null;

  function walk(event: KeyboardEvent<HTMLElement>): void {
    const from = document.activeElement;
    if (!(from instanceof HTMLElement) || from.dataset.key === undefined || dock.current === null) return;
    const keys = [...dock.current.querySelectorAll<HTMLElement>('[data-key]')];
    const next = findNeighbour(from, keys, event.key);
    if (next === null) return;
    event.preventDefault();
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  return (
    <section ref={dock} className={classes.dock} aria-label={say('keyboard.label')} onKeyDown={walk}>
      {hasChips ? (
        <fieldset className={classes.chips} aria-label={say('keyboard.suggestions')}>
          {view.chips.map((chip) => (
            <Key
              key={`${chip.kind} ${chip.text}`}
              look="chip"
              label={
                chip.kind === 'raw'
                  ? say('keyboard.rawKeys.label', {
                      text: chip.text,
                      method: say(`keyboard.method.${chip.method}`),
                    })
                  : say('keyboard.suggestion.label', { text: chip.text })
              }
              onPress={() => store.choose(chip)}
            >
              {chip.text}
            </Key>
          ))}
        </fieldset>
      ) : null}
      {target.kind === 'date' ? (
        <DatePanel target={target} />
      ) : target.panel === 'digits' ? (
        <DigitPanel target={target} />
      ) : (
        <LetterPanel
          target={target}
          layer={view.layer}
          shift={view.shift}
          upper={view.upper}
          method={view.method}
        />
      )}
      <SpokenKey />
    </section>
  );
}

/** Says each key for those who do not see it land; written past React, because it happens with every key. */
function SpokenKey() {
  const say = useStrings();
  const store = useKeyboardStore();
  const spoken = useRef<HTMLParagraphElement>(null);
  useEffect(
    () =>
      store.onSaid((said) => {
        if (spoken.current === null) return;
        spoken.current.textContent =
          said.kind === 'typed' ? say('keyboard.typed', { text: said.text }) : say('keyboard.erased');
      }),
    [store, say],
  );
  return <p ref={spoken} data-heard="always" role="status" />;
}
