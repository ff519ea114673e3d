import type { KioskFault } from '../../../../../../shared/faults/index.ts';
import { type LinkEvents, lost, type OpenLink } from './links.ts';

/** The library tells the system's errors in words only. */
const systemCodes = [
  [/permission denied|access denied/i, 'EACCES'],
  [/cannot lock|resource (busy|temporarily unavailable)/i, 'EBUSY'],
] as const;

function lostPort(cause: Error): KioskFault {
  const code = systemCodes.find(([words]) => words.test(cause.message))?.[1];
  return lost(code === undefined ? cause : Object.assign(cause, { code }));
}

/**
 * A serial cable. Other than a device file it has a speed and a way to say "wait": 80 mm of raster come faster than a
 * slip printer's memory takes them.
 */
export function serialLink(settings: {
  readonly path: string;
  readonly baudRate: number;
  readonly flow: 'hardware' | 'software' | 'none';
}): OpenLink {
  return async ({ onBytes, onLost }: LinkEvents) => {
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({
      path: settings.path,
      baudRate: settings.baudRate,
      rtscts: settings.flow === 'hardware',
      xon: settings.flow === 'software',
      autoOpen: false,
    });
    let isClosed = false;
    const gone = (cause: Error | null): void => {
      if (isClosed) return;
      isClosed = true;
      onLost(lostPort(cause ?? new Error('closed')));
    };
    await new Promise<void>((opened, failed) =>
      port.open((error) => (error ? failed(lostPort(error)) : opened())),
    );
    port.on('data', onBytes);
    port.on('error', gone);
    port.on('close', gone);
    return {
      write: (bytes) =>
        new Promise((written, failed) => {
          const refuse = (error: Error): void => failed(lostPort(error));
          port.write(Buffer.from(bytes), (error) => {
            if (error) return refuse(error);
            port.drain((stuck) => (stuck ? refuse(stuck) : written()));
          });
        }),
      close: () =>
        new Promise((done) => {
          isClosed = true;
          port.close(() => done());
        }),
    };
  };
}
