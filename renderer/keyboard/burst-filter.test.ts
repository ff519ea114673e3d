import { describe, expect, test } from 'vitest';
import type { RawKey } from '../../shared/identity/index.ts';
import { createBurstFilter } from './burst-filter.ts';

function start() {
  let timeMs = 1000;
  const bursts: (readonly RawKey[])[] = [];
  const typed: string[] = [];
  let waiting: (() => void) | null = null;
  const waitsMs: number[] = [];
  let lateMs = 0;
  const filter = createBurstFilter({
    now: () => timeMs + lateMs,
    onBurst: (keys) => bursts.push(keys),
    after(callback, delayMs) {
      waiting = callback;
      waitsMs.push(delayMs);
      return () => {
        waiting = null;
      };
    },
  });
  const press = (code: string, afterMs: number) => {
    timeMs += afterMs;
    filter.push({ code, kind: 'down', shift: false, timeMs }, () => typed.push(code));
  };
  const event = (code: string, kind: RawKey['kind'], afterMs: number) => {
    timeMs += afterMs;
    filter.push({ code, kind, timeMs }, null);
  };
  const beLate = (ms: number) => {
    lateMs = ms;
  };
  return { filter, bursts, typed, press, event, beLate, waitsMs, pause: () => waiting?.() };
}

describe('the burst filter', () => {
  test('gives a scanner run to the burst, whole, and types nothing of it', () => {
    const { bursts, typed, press, pause } = start();
    for (const digit of '064203000123') press(`Digit${digit}`, 4);
    press('Enter', 4);
    pause();
    expect(typed).toEqual([]);
    expect(bursts).toHaveLength(1);
    expect(bursts[0]).toHaveLength(13);
    expect(bursts[0]?.[0]).toMatchObject({ code: 'Digit0', timeMs: 1004 });
  });

  test('types what a hand types, in its order', () => {
    const { bursts, typed, press } = start();
    for (const letter of 'nguyenvan') press(letter, 80);
    press('x', 80);
    expect(typed.join('')).toBe('nguyenvan');
    expect(bursts).toEqual([]);
  });

  test('types a short roll of the fingers', () => {
    const { bursts, typed, press, pause } = start();
    for (const letter of 'abcdefg') press(letter, 8);
    pause();
    expect(typed.join('')).toBe('abcdefg');
    expect(bursts).toEqual([]);
  });

  test('tells typing and a scan right after it apart', () => {
    const { bursts, typed, press, pause } = start();
    press('a', 200);
    press('b', 200);
    for (const [i, digit] of [...'12345678'].entries()) press(digit, i === 0 ? 300 : 3);
    press('c', 200);
    pause();
    expect(typed.join('')).toBe('abc');
    expect(bursts).toHaveLength(1);
  });

  test('goes by the time of the events when the page was busy', () => {
    const { filter, bursts, typed, press } = start();
    for (const letter of 'slowslowslow') press(letter, 100);
    filter.settle();
    expect(typed.join('')).toBe('slowslowslow');
    expect(bursts).toEqual([]);
  });

  test('keeps what belongs to a letter under Alt: the modifier before it and every release', () => {
    const { bursts, typed, press, event, pause } = start();
    for (const digit of '06420300') press(`Digit${digit}`, 4);
    event('AltLeft', 'down', 4);
    for (const digit of '0225') {
      event(`Numpad${digit}`, 'down', 4);
      event(`Numpad${digit}`, 'up', 2);
    }
    event('AltLeft', 'up', 4);
    pause();
    expect(typed).toEqual([]);
    expect(bursts).toHaveLength(1);
    expect(bursts[0]?.slice(8, 10).map(({ code, kind }) => [code, kind])).toEqual([
      ['AltLeft', 'down'],
      ['Numpad0', 'down'],
    ]);
    expect(bursts[0]?.at(-1)).toMatchObject({ code: 'AltLeft', kind: 'up' });
  });

  test('does not tear a code in which the scanner rests', () => {
    const { bursts, typed, press, pause } = start();
    for (const digit of '064203000') press(`Digit${digit}`, 4);
    for (const [i, digit] of [...'123'].entries()) press(`Digit${digit}`, i === 0 ? 70 : 4);
    pause();
    expect(typed).toEqual([]);
    expect(bursts).toHaveLength(1);
    expect(bursts[0]).toHaveLength(12);
  });

  test('types a capital letter that a hand made with Shift', () => {
    const { typed, press, event, pause } = start();
    event('ShiftLeft', 'down', 200);
    press('KeyA', 90);
    event('KeyA', 'up', 60);
    event('ShiftLeft', 'up', 20);
    pause();
    expect(typed).toEqual(['KeyA']);
  });

  test('waits longer for the next key on a machine that brings keys late', () => {
    const { press, beLate, waitsMs } = start();
    press('Digit0', 4);
    beLate(120);
    press('Digit6', 4);
    beLate(60_000);
    press('Digit4', 4);
    expect(waitsMs).toEqual([32, 152, 332]);
  });

  test('a machine that stops for a moment in the middle of a scan does not tear it; a letter waits no longer', () => {
    const { waitsMs, press } = start();
    for (const digit of '0642030') press(`Digit${digit}`, 4);
    expect(Math.max(...waitsMs)).toBeLessThan(50);
    press('Digit0', 4);
    expect(waitsMs.at(-1)).toBeGreaterThan(250);
  });
});
