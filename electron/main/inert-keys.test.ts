import { expect, test } from 'vitest';
import { isInert } from './inert-keys.ts';

const plain = { control: false, alt: false, meta: false, shift: false };

test.each([
  ['F5 reloads', { ...plain, key: 'F5' }],
  ['F11 leaves the full screen', { ...plain, key: 'F11' }],
  ['F12 opens developer tools', { ...plain, key: 'F12' }],
  ['Ctrl+R reloads', { ...plain, control: true, key: 'r' }],
  ['Ctrl+Shift+I opens developer tools', { ...plain, control: true, shift: true, key: 'I' }],
  ['Ctrl+W closes', { ...plain, control: true, key: 'w' }],
  ['Ctrl+P prints', { ...plain, control: true, key: 'p' }],
  ['Ctrl+plus zooms', { ...plain, control: true, key: '+' }],
  ['Alt+F4 closes', { ...plain, alt: true, key: 'F4' }],
  ['Alt+Left goes back', { ...plain, alt: true, key: 'ArrowLeft' }],
  ['Meta+D shows the desktop', { ...plain, meta: true, key: 'd' }],
  ['a browser key goes back', { ...plain, key: 'BrowserBack' }],
  ['the menu key opens a menu', { ...plain, key: 'ContextMenu' }],
])('%s: inert', (_what, key) => {
  expect(isInert(key)).toBe(true);
});

test.each([
  ['a letter', { ...plain, key: 'a' }],
  ['a capital', { ...plain, shift: true, key: 'Đ' }],
  ['Tab', { ...plain, key: 'Tab' }],
  ['Ctrl alone', { ...plain, control: true, key: 'Control' }],
  ['Ctrl+C in a form', { ...plain, control: true, key: 'c' }],
  ['word by word', { ...plain, control: true, shift: true, key: 'ArrowRight' }],
  ['a letter typed with AltGr', { ...plain, control: true, alt: true, key: '@' }],
])('%s goes through', (_what, key) => {
  expect(isInert(key)).toBe(false);
});
