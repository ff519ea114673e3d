import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPdfWorkshop, defineDrawing, type PdfWorkshop } from '../../electron/core/pdf/index.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';

/** A thread that does what its kind says; a paper of it is the number of the thread that drew it. */
const scripted = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ kind, input }) => {
  if (kind === 'dies') process.exit(1);
  if (kind === 'hangs') return;
  if (kind === 'breaks') {
    parentPort.postMessage({ kind: 'defect', name: 'TypeError', stack: 'TypeError: Nguyễn Văn An\\n    at draw (x.ts:1:1)' });
    return;
  }
  parentPort.postMessage({ kind: 'drawn', pdf: new Uint8Array([threadId % 256, ...input]) });
});
`;
const draws = defineDrawing<readonly number[]>('draws');
const dies = defineDrawing<null>('dies');
const hangs = defineDrawing<null>('hangs');
const breaks = defineDrawing<null>('breaks');

function openWorkshop(): { readonly workshop: PdfWorkshop; readonly clock: FakeClock } {
  const folder = makeFolder('workshop');
  const workerPath = path.join(folder.path, 'thread.mjs');
  writeFileSync(workerPath, scripted);
  const clock = createFakeClock();
  const workshop = createPdfWorkshop({ workerPath, fontsDir: folder.path, clock });
  onTestFinished(async () => {
    await workshop.close();
    folder.remove();
  });
  return { workshop, clock };
}

test('draws papers in the order they were asked for, all by one thread', async () => {
  const { workshop } = openWorkshop();
  const order: number[] = [];
  const papers = await Promise.all(
    [1, 2, 3].map((number) =>
      workshop.draw(draws, [number]).then((pdf) => {
        order.push(number);
        return [...pdf];
      }),
    ),
  );
  expect(order).toEqual([1, 2, 3]);
  expect(papers.map(([, input]) => input)).toEqual([1, 2, 3]);
  expect(new Set(papers.map(([thread]) => thread)).size).toBe(1);
});

test('PAPER_NOT_DRAWN: a thread that dies costs one paper; the next one is drawn by another', async () => {
  const { workshop } = openWorkshop();
  const [first, lost, next] = await Promise.allSettled([
    workshop.draw(draws, [1]),
    workshop.draw(dies, null),
    workshop.draw(draws, [2]),
  ]);
  expect(lost).toMatchObject({ reason: { code: 'PAPER_NOT_DRAWN', details: { reason: 'died' } } });
  const threads = [first, next].map((one) => (one.status === 'fulfilled' ? one.value[0] : 'lost'));
  expect(threads).not.toContain('lost');
  expect(new Set(threads).size).toBe(2);
});

test('PAPER_NOT_DRAWN: a drawing that never ends is given up, and those behind it are drawn', async () => {
  const { workshop, clock } = openWorkshop();
  const stuck = workshop.draw(hangs, null);
  const behind = workshop.draw(draws, [7]);
  clock.advance(30_000);
  await expect(stuck).rejects.toMatchObject({ code: 'PAPER_NOT_DRAWN', details: { reason: 'too long' } });
  expect((await behind)[1]).toBe(7);
});

test('PAPER_NOT_DRAWN: more than a kiosk can need at once is refused at once', async () => {
  const { workshop } = openWorkshop();
  const waiting = Promise.allSettled(Array.from({ length: 17 }, () => workshop.draw(hangs, null)));
  await expect(workshop.draw(draws, [1])).rejects.toMatchObject({ details: { reason: 'too many' } });
  await workshop.close();
  for (const one of await waiting) {
    expect(one).toMatchObject({ reason: { code: 'PAPER_NOT_DRAWN', details: { reason: 'closed' } } });
  }
});

test('a defect of a drawing keeps its place and loses its words, which may quote a person', async () => {
  const { workshop } = openWorkshop();
  const defect = await workshop.draw(breaks, null).catch((error: unknown) => error);
  expect(defect).toBeInstanceOf(Error);
  expect(String((defect as Error).stack)).toContain('at draw (x.ts:1:1)');
  expect(`${(defect as Error).message} ${(defect as Error).stack}`).not.toContain('Nguyễn');
  expect((await workshop.draw(draws, [1]))[1]).toBe(1);
});

test('ends its thread after two quiet minutes and starts another for the next paper', async () => {
  const { workshop, clock } = openWorkshop();
  const [first] = await workshop.draw(draws, []);
  clock.advance(119_000);
  const [same] = await workshop.draw(draws, []);
  expect(same).toBe(first);
  clock.advance(120_000);
  const [other] = await workshop.draw(draws, []);
  expect(other).not.toBe(first);
  await workshop.close();
  expect(clock.waiting()).toBe(0);
  await expect(workshop.draw(draws, [])).rejects.toMatchObject({ code: 'PAPER_NOT_DRAWN' });
});
