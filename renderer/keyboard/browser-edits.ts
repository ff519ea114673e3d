import {
  backspace,
  deleteForward,
  insertText,
  type TypingOptions,
  type TypingState,
  typeKey,
} from '../../shared/vietnamese/typing.ts';

type Change = (state: TypingState, options: TypingOptions) => TypingState;

/**
 * What the browser is about to do to a field, as a change of the engine. `leave` lets it happen (a system input
 * method composes by itself), null stops it (the browser's undo knows nothing of the engine).
 */
export function editFromBrowser(event: InputEvent): Change | 'leave' | null {
  if (event.isComposing || event.inputType.startsWith('insertComposition')) return 'leave';
  const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  switch (event.inputType) {
    case 'insertText':
      return [...text].length === 1
        ? (state, options) => typeKey(state, text, options)
        : (state, options) => insertText(state, text, options);
    case 'insertFromPaste':
    case 'insertFromDrop':
    case 'insertReplacementText':
      return (state, options) => insertText(state, text, options);
    case 'insertLineBreak':
    case 'insertParagraph':
      return (state, options) => (options.multiline === true ? insertText(state, '\n', options) : state);
    case 'deleteContentForward':
    case 'deleteWordForward':
      return deleteForward;
    default:
      return event.inputType.startsWith('delete') ? backspace : null;
  }
}
