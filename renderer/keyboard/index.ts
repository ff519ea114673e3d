/**
 * The on-screen keyboard for flows: fields that are written by touch, by real keys, by a keypad and by a screen
 * reader, and the dock where the keyboard stands. Only the app takes its provider from keyboard-provider.tsx: through
 * this file the first screen would load all keys before anybody types.
 */
export { KeyboardDock } from './keyboard-dock.tsx';
export { useKeyboardStore, useKeyboardView } from './keyboard-provider.tsx';
export { KioskDateField } from './kiosk-date-field.tsx';
export { KioskTextField, type TextFieldKind } from './kiosk-text-field.tsx';
export type { SuggestionList } from './suggest.ts';
