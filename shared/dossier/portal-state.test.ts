import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { portalStateOf, portalStates } from './portal-state.ts';

const wordsOf = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(`resources/strings/${language}/track.json`, 'utf8'));

test('the ten states stand in the portal’s order, with its official names', () => {
  const words = wordsOf('vi');
  expect(portalStates.map(({ number, id }) => `${number} ${words[`state.${id}`]}`)).toEqual([
    '1 Mới đăng ký',
    '2 Được tiếp nhận',
    '3 Không được tiếp nhận',
    '4 Đang xử lý',
    '5 Yêu cầu bổ sung giấy tờ',
    '6 Yêu cầu thực hiện nghĩa vụ tài chính',
    '7 Công dân yêu cầu rút hồ sơ',
    '8 Dừng xử lý',
    '9 Đã xử lý xong',
    '10 Đã trả kết quả',
  ]);
});

test.each(['vi', 'en'])('each state and each task is said plainly in %s', (language) => {
  const words = wordsOf(language);
  for (const { id, task } of portalStates) {
    expect(words[`plain.${id}`], id).toMatch(/\.$/);
    if (task !== null) expect(words[`todo.${task}`], task).toMatch(/\.$/);
  }
});

test('the states that reports call "Tạm dừng xử lý" stop the clock, and each of them asks something of somebody', () => {
  expect(portalStates.filter(({ stopsClock }) => stopsClock).map(({ number }) => number)).toEqual([5, 6, 8]);
  for (const { stopsClock, task } of portalStates) if (stopsClock) expect(task).not.toBeNull();
});

test('papers, money and the result are what a citizen is called for', () => {
  expect([5, 6, 9].map((number) => portalStateOf(number).task)).toEqual(['supplement', 'pay', 'collect']);
  expect([2, 4].map((number) => portalStateOf(number).task)).toEqual([null, null]);
});

test('only a refused and a returned dossier are over', () => {
  expect(portalStates.filter(({ isOver }) => isOver).map(({ number }) => number)).toEqual([3, 10]);
});

test('a number that the portal does not have is a defect', () => {
  expect(() => portalStateOf(11)).toThrow();
});
