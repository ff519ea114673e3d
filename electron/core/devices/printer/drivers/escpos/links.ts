import { constants, type FileHandle, open } from 'node:fs/promises';
import net from 'node:net';
import type { Clock } from '../../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../../shared/faults/index.ts';
import { wait } from '../../../scanner/wait.ts';
import { printerTimings } from '../../printer-timings.ts';

/** Bytes to and from a slip printer, over whatever cable. */
export interface Link {
  /** Resolves when the system has taken the bytes; rejects with PRINTER_LOST when the other side is gone. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface LinkEvents {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The other side is gone; not told after `close`. */
  readonly onLost: (cause: KioskFault) => void;
}

/** Opens the way to the printer for one job; rejects with PRINTER_LOST or PRINTER_SILENT. */
export type OpenLink = (events: LinkEvents) => Promise<Link>;

/** The fault of a link that failed, by the system's code for it. */
export function lost(cause: unknown): KioskFault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'closed';
  if (code === 'EACCES' || code === 'EPERM')
    return new KioskFault('PRINTER_ACCESS_DENIED', { cause, details: { reason: code } });
  // The kernel lends a USB printer to one program at a time.
  if (code === 'EBUSY') return new KioskFault('PRINTER_BUSY', { cause, details: { reason: code } });
  return new KioskFault('PRINTER_LOST', { cause, details: { reason: code } });
}

/** Raw TCP, by custom on port 9100. */
export function tcpLink(deps: {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
}): OpenLink {
  return ({ onBytes, onLost }) =>
    new Promise((resolve, reject) => {
      const socket = net.connect({ host: deps.host, port: deps.port, noDelay: true });
      let isClosed = false;
      const giveUp = (cause: KioskFault): void => {
        cancel();
        socket.destroy();
        reject(cause);
        if (!isClosed) onLost(cause);
        isClosed = true;
      };
      const cancel = deps.clock.after(printerTimings.askMs, () =>
        giveUp(new KioskFault('PRINTER_SILENT', { details: { host: deps.host } })),
      );
      socket.on('data', onBytes);
      socket.on('error', (error) => giveUp(lost(error)));
      socket.on('close', () => giveUp(lost(null)));
      socket.once('connect', () => {
        cancel();
        resolve({
          write: (bytes) =>
            new Promise((written, failed) => {
              socket.write(bytes, (error) => (error ? failed(lost(error)) : written()));
            }),
          async close() {
            isClosed = true;
            // What was ordered last (to forget the slip) must still go out, but nobody waits long for the goodbye.
            const cancelDestroy = deps.clock.after(printerTimings.askMs, () => socket.destroy());
            socket.once('close', cancelDestroy);
            socket.end();
          },
        });
      });
    });
}

/**
 * A device file such as /dev/usb/lp0. Opened without blocking and read in small steps: a blocked read could not be
 * given up, and would hold one of Node's few file threads for good.
 */
export function deviceLink(deps: { readonly path: string; readonly clock: Clock }): OpenLink {
  const { clock } = deps;

  async function again<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
        await wait(clock, printerTimings.readAgainMs, signal);
      }
    }
  }

  async function readOn(file: FileHandle, events: LinkEvents, signal: AbortSignal): Promise<void> {
    const buffer = new Uint8Array(256);
    try {
      while (!signal.aborted) {
        const { bytesRead } = await again(signal, () => file.read(buffer, 0, buffer.length, null));
        if (signal.aborted) return;
        if (bytesRead > 0) events.onBytes(buffer.slice(0, bytesRead));
        else await wait(clock, printerTimings.readAgainMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) events.onLost(lost(error));
    }
  }

  return async (events) => {
    const flags = constants.O_RDWR | (constants.O_NOCTTY ?? 0) | (constants.O_NONBLOCK ?? 0);
    const closing = new AbortController();
    let file: FileHandle;
    try {
      file = await open(deps.path, flags);
    } catch (error) {
      throw lost(error);
    }
    if (!(await file.stat()).isCharacterDevice()) {
      await file.close();
      throw new KioskFault('PRINTER_LOST', { details: { reason: 'not a device' } });
    }
    const reading = readOn(file, events, closing.signal);
    return {
      async write(bytes) {
        try {
          for (let at = 0; at < bytes.length; ) {
            const { bytesWritten } = await again(closing.signal, () =>
              file.write(bytes, at, bytes.length - at, null),
            );
            at += bytesWritten;
          }
        } catch (error) {
          throw lost(error);
        }
      },
      async close() {
        closing.abort();
        await reading;
        await file.close();
      },
    };
  };
}
