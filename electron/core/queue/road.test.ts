import { expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/support/fake-clock.ts';
import { createRoad, type Road } from './road.ts';
import { queueTimings } from './timings.ts';

const { road: backoff, longestSpreadMs } = queueTimings;

function newRoad(clock = createFakeClock(), random: () => number = () => 0.999) {
  return { clock, road: createRoad({ clock, random, backoff, longestSpreadMs }) };
}

test('a broken road is probed by one at a time, later and later', () => {
  const { clock, road } = newRoad();
  expect(road.mayStart(2)).toBe(true);
  const pauses: number[] = [];
  for (let failure = 0; failure < 14; failure += 1) {
    road.failed(0);
    pauses.push(road.waitMs());
    expect(road.mayStart(0)).toBe(false);
    clock.advance(road.waitMs());
    expect(road.mayStart(0)).toBe(true);
    expect(road.mayStart(1)).toBe(false);
  }
  expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
  expect(pauses.at(-1)).toBeGreaterThan(backoff.capMs * 0.99);
  expect(road.succeeded()).toBe(true);
  expect(road.mayStart(2)).toBe(true);
});

test('several that failed together are one failure, and Retry-After is the least pause', () => {
  const { road } = newRoad();
  for (let together = 0; together < 3; together += 1) road.failed(0);
  expect(road.waitMs()).toBeLessThanOrEqual(backoff.baseMs);
  const other = newRoad().road;
  other.failed(90_000);
  expect(other.waitMs()).toBe(90_000);
});

test('after a short trouble it comes back within the time the trouble lasted', () => {
  const { clock, road } = newRoad();
  road.failed(0);
  clock.advance(1_000);
  road.failed(0);
  clock.advance(9_000);
  road.seemsBack();
  expect(road.waitMs()).toBeLessThanOrEqual(10_000);
  road.tryNow();
  expect(road.mayStart(0)).toBe(true);
});

test('a thousand kiosks that come back at once do not come in one moment', () => {
  // A small generator with a fixed seed: the same crowd every time.
  let seed = 20_261_122;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const clock = createFakeClock();
  const roads: Road[] = Array.from({ length: 1_000 }, () => newRoad(clock, random).road);
  // An hour without a portal; every kiosk probes by itself and its watch looks at least every half minute.
  for (let second = 0; second < 3_600; second += 1) {
    for (const road of roads) if (road.mayStart(0)) road.failed(0);
    clock.advance(1_000);
  }
  const sees = roads.map(() => Math.floor(random() * 30));
  const backIn = new Array<number>(60).fill(0);
  const still = new Set(roads.keys());
  for (let second = 0; second < 600; second += 1) {
    for (const index of still) {
      const road = roads[index];
      if (sees[index] === second) road?.seemsBack();
      if (road?.mayStart(0) !== true) continue;
      backIn[Math.floor(second / 10)] = (backIn[Math.floor(second / 10)] ?? 0) + 1;
      still.delete(index);
    }
    clock.advance(1_000);
  }
  const firstFive = backIn.slice(0, 30);
  const mean = firstFive.reduce((sum, count) => sum + count, 0) / firstFive.length;
  expect(Math.max(...firstFive)).toBeLessThanOrEqual(2 * mean);
  expect(mean * 30).toBeGreaterThan(900);
});
