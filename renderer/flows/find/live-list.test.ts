import { expect, test } from 'vitest';
import { KioskFault } from '../../../shared/faults/index.ts';
import { createLiveList, type FoundPage, type Question } from './live-list.ts';

/** A core whose answers the test gives by hand, in any order. */
function createHandCore() {
  const calls: { readonly asked: string; answer(page: FoundPage): void; fail(error: unknown): void }[] = [];
  const call = (asked: string): Promise<FoundPage> =>
    new Promise((answer, fail) => {
      calls.push({ asked, answer, fail });
    });
  const list = createLiveList({
    search: ({ text, page }) => call(`${text} ${page}`),
    browse: ({ page }) => call(`all ${page}`),
  });
  return { list, calls, asked: () => calls.map(({ asked }) => asked) };
}

function pageOf(total: number, page = 0): FoundPage {
  return {
    total,
    page,
    pages: Math.ceil(total / 12),
    items: [],
    facets: { agencies: [], levels: [], fields: [] },
  };
}

const searched = (text: string): Question => ({ text, filters: {} });
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test('asks in the turn of the key and keeps what was found until the answer is there', async () => {
  const { list, calls, asked } = createHandCore();
  list.ask({ text: null, filters: {} });
  calls[0]?.answer(pageOf(571));
  await settled();
  list.ask(searched('k'));
  expect(asked()).toEqual(['all 0', 'k 0']);
  expect(list.get().pages).toEqual([pageOf(571)]);
  calls[1]?.answer(pageOf(414));
  await settled();
  expect(list.get().pages).toEqual([pageOf(414)]);
});

test('never shows what was found for older words, in whatever order answers and failures come', async () => {
  const { list, calls } = createHandCore();
  list.ask(searched('k'));
  list.ask(searched('kh'));
  list.ask(searched('kha'));
  calls[1]?.answer(pageOf(2));
  calls[2]?.answer(pageOf(3));
  await settled();
  calls[0]?.fail(new KioskFault('NOT_READY'));
  await settled();
  expect(list.get()).toEqual({ pages: [pageOf(3)], error: null });
});

test('asks once for the same words, and for each next page once', async () => {
  const { list, calls, asked } = createHandCore();
  list.ask(searched('khai'));
  list.ask(searched('khai'));
  list.more();
  calls[0]?.answer(pageOf(20));
  await settled();
  list.more();
  list.more();
  calls[1]?.answer(pageOf(20, 1));
  await settled();
  list.more();
  expect(asked()).toEqual(['khai 0', 'khai 1']);
  expect(list.get().pages).toEqual([pageOf(20), pageOf(20, 1)]);
});

test('drops the next page of words that have changed meanwhile', async () => {
  const { list, calls } = createHandCore();
  list.ask(searched('khai'));
  calls[0]?.answer(pageOf(20));
  await settled();
  list.more();
  list.ask(searched('khai t'));
  calls[2]?.answer(pageOf(1));
  calls[1]?.answer(pageOf(20, 1));
  await settled();
  expect(list.get().pages).toEqual([pageOf(1)]);
});

test('repeats a question that failed, when told to or when it is asked again', async () => {
  const { list, calls, asked } = createHandCore();
  const fault = new KioskFault('CORE_RESTARTING');
  list.retry();
  list.ask(searched('khai'));
  calls[0]?.fail(fault);
  await settled();
  expect(list.get()).toEqual({ pages: [], error: fault });
  list.retry();
  calls[1]?.fail(fault);
  await settled();
  list.ask(searched('khai'));
  calls[2]?.answer(pageOf(108));
  await settled();
  list.retry();
  expect(asked()).toEqual(['khai 0', 'khai 0', 'khai 0']);
  expect(list.get()).toEqual({ pages: [pageOf(108)], error: null });
});
