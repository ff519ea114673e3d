import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { uploadsPath } from '../../../shared/portal/index.ts';
import type { CallOptions, FileToUpload, PortalAdapter } from './portal.port.ts';
import type { SignedLine } from './signed-line.ts';
import { createUploadStack, UploadGone } from './upload-stack.ts';

/** Uploads larger than this go in several requests: a proxy that keeps a whole body back must not lose all of it. */
const chunkBytes = 8 * 1024 * 1024;

/**
 * tus over the signed line. The library keeps the protocol (create, ask for the offset, send from there); waiting and
 * trying again is the queue's, so the library never does.
 */
export function createFileUploads(deps: {
  readonly line: SignedLine;
  readonly clock: Clock;
}): PortalAdapter['uploadFile'] {
  async function send(file: FileToUpload, options: CallOptions | undefined): Promise<void> {
    // Loaded at the first upload: nobody waits for it at the start.
    const { Upload } = await import('tus-js-client');
    const stack = createUploadStack({ line: deps.line, file, signal: options?.signal });
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(file.bytes, {
        endpoint: stack.addressOf(uploadsPath),
        uploadUrl: file.uploadPath === null ? null : stack.addressOf(file.uploadPath),
        metadata: {
          dossierId: file.dossierId,
          revision: String(file.revision),
          ordinal: String(file.ordinal),
          sha256: file.sha256,
        },
        httpStack: stack,
        retryDelays: null,
        storeFingerprintForResuming: false,
        // Its own would hash every byte once more; the address is kept by us.
        fingerprint: async () => '',
        uploadDataDuringCreation: file.atOnce,
        chunkSize: file.chunkBytes ?? chunkBytes,
        onUploadUrlAvailable: () => {
          const path = stack.pathOf(upload.url ?? '');
          if (path !== file.uploadPath) file.onPath(path);
        },
        onSuccess: () => resolve(),
        onError: (error) => reject(stack.failure() ?? causeOf(error)),
      });
      upload.start();
    });
  }

  return async (file, options) => {
    try {
      await send(file, options);
    } catch (error) {
      // The upload ended between two requests: one more from the beginning, then it is the portal's fault.
      if (!(error instanceof UploadGone)) throw error;
      try {
        await send({ ...file, uploadPath: null }, options);
      } catch (again) {
        if (!(again instanceof UploadGone)) throw again;
        throw new KioskFault('PORTAL_FAILED', { details: { reason: 'upload-gone', host: deps.line.host } });
      }
    }
  };
}

/** The library wraps what our callbacks threw. */
function causeOf(error: Error): unknown {
  const cause = 'causingError' in error ? error.causingError : null;
  return isKioskFault(cause) ? cause : error;
}
