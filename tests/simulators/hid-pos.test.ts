import { expect, test } from 'vitest';
import { reportsOf } from './hid-pos.ts';

/** The example in the manual of a passport reader (Access-IS LSR118, appendix B): 60 bytes in two reports. */
test('sends a long code as the manual of a reader prints it', () => {
  const code = 'M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23    359';
  const [first, second, ...more] = reportsOf(new TextEncoder().encode(code), 'aim', ']Q0');
  expect(more).toEqual([]);
  expect([...(first ?? [])].slice(0, 5)).toEqual([0x02, 0x38, 0x5d, 0x51, 0x30]);
  expect([first?.[61], first?.[62], first?.[63]]).toEqual([0x73, 0x00, 0x01]);
  expect(second?.[1]).toBe(code.length - 56);
  expect([...(second ?? [])].slice(5 + code.length - 56, 61).every((byte) => byte === 0)).toBe(true);
  expect(second?.[63]).toBe(0);
});
