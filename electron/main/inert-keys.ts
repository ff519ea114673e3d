import type { Input } from 'electron';

/** Editing keys with Ctrl that staff need in a form; everything else with Ctrl, Alt or Meta belongs to a browser. */
const editingKeys: ReadonlySet<string> = new Set([
  ...['a', 'c', 'v', 'x', 'z', 'y'],
  ...['arrowleft', 'arrowright', 'arrowup', 'arrowdown', 'home', 'end', 'backspace', 'delete', 'enter'],
]);

/** Keys that only mean something to a browser: reload, close, print, developer tools, history, full screen, zoom. */
export function isInert(input: Pick<Input, 'key' | 'control' | 'alt' | 'meta' | 'shift'>): boolean {
  const key = input.key.toLowerCase();
  if (/^f\d{1,2}$/.test(key) || key.startsWith('browser') || key.startsWith('launch')) return true;
  if (['contextmenu', 'printscreen', 'print', 'help', 'cancel', 'zoomin', 'zoomout'].includes(key))
    return true;
  // Ctrl+Alt together is AltGr on Windows, which types letters.
  if (input.control && input.alt) return !/^.$/u.test(input.key);
  if (input.meta || input.alt) return !['alt', 'meta'].includes(key);
  if (input.control)
    return key !== 'control' && (input.shift ? !key.startsWith('arrow') : !editingKeys.has(key));
  return false;
}
