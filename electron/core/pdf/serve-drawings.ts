import { parentPort, workerData } from 'node:worker_threads';
import { assertDefined } from '../../../shared/assert.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { DrawingKind } from './drawing-kind.ts';
import { createFaceShelf } from './face-shelf.ts';
import type { Faces } from './fonts.ts';
import type { DrawReply, DrawRequest, ThreadData } from './thread-messages.ts';

/** A kind of paper and what draws it, with the input's type erased. */
export interface Drawing {
  readonly name: string;
  draw(input: never, faces: Faces): Promise<Uint8Array>;
}

/** Joins a kind to its drawing; the compiler holds both to the same input. */
export function drawnBy<Input>(
  kind: DrawingKind<Input>,
  draw: (input: Input, faces: Faces) => Promise<Uint8Array>,
): Drawing {
  return { name: kind.name, draw };
}

/** The thread's side: answers each request of the workshop that started it, with the typefaces read once. */
export function serveDrawings(drawings: readonly Drawing[]): void {
  const port = assertDefined(parentPort ?? undefined, 'a thread of the PDF workshop');
  const { fontsDir } = workerData as ThreadData; // only createPdfWorkshop starts this file
  const faces = createFaceShelf(fontsDir);

  async function answer({ kind, input }: DrawRequest): Promise<DrawReply> {
    try {
      const drawing = assertDefined(
        drawings.find(({ name }) => name === kind),
        'a drawing of this kind',
      );
      return { kind: 'drawn', pdf: await drawing.draw(input as never, await faces()) };
    } catch (error) {
      if (isKioskFault(error)) return { kind: 'fault', code: error.code, details: error.details };
      const { name, stack = '' } = error instanceof Error ? error : new Error('thrown without an error');
      return { kind: 'defect', name, stack };
    }
  }

  port.on('message', (request: DrawRequest) => {
    void answer(request).then((reply) => {
      // Handed over, not copied: a dossier of scanned pages has megabytes.
      const isWhole = reply.kind === 'drawn' && reply.pdf.byteLength === reply.pdf.buffer.byteLength;
      port.postMessage(reply, isWhole ? [reply.pdf.buffer as ArrayBuffer] : []);
    });
  });
}
