import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { assertDefined } from '../../../shared/assert.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import { inspectPdf } from './pdf/inspect-pdf.ts';
import { findFlaw } from './pdf/verify-pdf.ts';
import { judgeBlankSheet } from './quality/blank-sheet.ts';
import { checkPage } from './quality/check-page.ts';
import { decodeOnce, decoding, openPicture } from './quality/open-picture.ts';
import { prepareCardSheet, preparePage } from './quality/prepare-page.ts';
import { noEdits } from './quality/prepared-page.ts';
import { shrink } from './quality/work-picture.ts';
import type { PaperWork, ThreadData, WorkKind, WorkReply, WorkRequest } from './thread-messages.ts';

type Handlers = {
  readonly [Kind in WorkKind]: (input: PaperWork[Kind]['takes']) => Promise<PaperWork[Kind]['gives']>;
};

/** The thread's side: answers each request of the workshop that started it. */
export function serveWork(): void {
  const port = assertDefined(parentPort ?? undefined, 'a thread of the paper workshop');
  const { thresholds } = workerData as ThreadData; // only createPaperWorkshop starts this file
  // One core is left to the page; and a page is never asked for twice, so nothing is worth keeping.
  sharp.concurrency(1);
  sharp.cache(false);

  const { limits } = thresholds;
  const handlers: Handlers = {
    async look({ page, output }) {
      const picture = await decodeOnce(await openPicture(page, limits));
      const check = await checkPage(picture, page.expected, thresholds);
      return { check, prepared: await preparePage(picture, noEdits, output) };
    },
    async 'judge-blank'({ page }) {
      const picture = await openPicture(page, limits);
      return judgeBlankSheet(await decoding(() => shrink(picture, thresholds.workDpi)));
    },
    prepare: async ({ page, edits, output }) => preparePage(await openPicture(page, limits), edits, output),
    async 'card-sheet'({ sides, output }) {
      const opened = [];
      for (const { page, edits } of sides) opened.push({ picture: await openPicture(page, limits), edits });
      return prepareCardSheet(opened, output);
    },
    'prove-pdf': async ({ pdf, expected }) => ({ flaw: await findFlaw(pdf, expected), pdf }),
    'inspect-pdf': ({ pdf, limits: pdfLimits }) => inspectPdf(pdf, pdfLimits),
  };

  async function answer({ kind, input }: WorkRequest): Promise<WorkReply> {
    try {
      return { kind: 'done', result: await handlers[kind](input as never) };
    } catch (error) {
      if (isKioskFault(error)) return { kind: 'fault', code: error.code, details: error.details };
      const { name, stack = '' } = error instanceof Error ? error : new Error('thrown without an error');
      return { kind: 'defect', name, stack };
    }
  }

  port.on('message', (request: WorkRequest) => {
    void answer(request).then((reply) => {
      // Handed over, not copied: a dossier has megabytes.
      port.postMessage(reply, reply.kind === 'done' ? wholeBuffers(reply.result) : []);
    });
  });
}

function wholeBuffers(result: unknown): ArrayBuffer[] {
  if (typeof result !== 'object' || result === null) return [];
  const found: ArrayBuffer[] = [];
  for (const value of Object.values(result)) {
    if (!(value instanceof Uint8Array)) {
      found.push(...wholeBuffers(value));
    } else if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) {
      found.push(value.buffer);
    }
  }
  return found;
}
