import type { Clock } from '../../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../../shared/faults/index.ts';
import { printerTimings } from '../../printer-timings.ts';
import { askInTurn, askStatus } from './escpos-commands.ts';
import { judgeStatus, kindOfByte, type SlipStatus } from './escpos-status.ts';
import type { Link, OpenLink } from './links.ts';

/** A conversation with a slip printer: every question has an answer, a limit, or an end. */
export interface EscposTalk {
  /** Orders bytes; rejects with PRINTER_SILENT when the printer does not take them within the limit. */
  send(bytes: Uint8Array, signal: AbortSignal | null): Promise<void>;
  /** Asks DLE EOT 1 to 4. */
  status(signal: AbortSignal | null): Promise<SlipStatus>;
  /** Sends a question that is answered in its turn; its number, for `answered`. */
  askInTurn(signal: AbortSignal | null): Promise<number>;
  /** Resolves with true once that question is answered, with false after the limit. */
  answered(question: number, limitMs: number, signal: AbortSignal | null): Promise<boolean>;
  close(): Promise<void>;
}

/** Bytes that are no answer; a printer may say one or two (XON, XOFF), another program says more. */
const mostJunkBytes = 16;

/** Bytes of an automatic status after its first; a printer may send one before it is told not to. */
const restOfAutomaticStatus = 3;

export async function openEscposTalk(openLink: OpenLink, clock: Clock): Promise<EscposTalk> {
  const ended = new AbortController();
  let isAsking = false;
  let status: number | null = null;
  let askedInTurn = 0;
  let answeredInTurn = 0;
  let junk = 0;
  let toSkip = 0;
  let onNews: () => void = () => {};

  function take(byte: number): void {
    if (toSkip > 0) {
      toSkip -= 1;
      return;
    }
    switch (kindOfByte(byte)) {
      case 'status':
        if (isAsking) status = byte;
        else junk += 1;
        return;
      case 'in-turn':
        answeredInTurn += 1;
        return;
      case 'automatic-status':
        toSkip = restOfAutomaticStatus;
        return;
      case 'other':
        junk += 1;
    }
  }

  const link: Link = await openLink({
    onBytes(bytes) {
      for (const byte of bytes) take(byte);
      if (junk > mostJunkBytes)
        ended.abort(new KioskFault('PRINTER_ANSWER_INVALID', { details: { bytes: junk } }));
      onNews();
    },
    onLost: (cause) => ended.abort(cause),
  });

  /** Waits until `isThere`; false after the limit. Rejects when the line or the visit ends. */
  function until(isThere: () => boolean, limitMs: number, signal: AbortSignal | null): Promise<boolean> {
    const stop = signal === null ? ended.signal : AbortSignal.any([ended.signal, signal]);
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        cancel();
        onNews = () => {};
        stop.removeEventListener('abort', onStop);
        finish();
      };
      const onStop = (): void => settle(() => reject(stop.reason));
      const cancel = clock.after(limitMs, () => settle(() => resolve(false)));
      onNews = () => {
        if (isThere()) settle(() => resolve(true));
      };
      stop.addEventListener('abort', onStop, { once: true });
      if (stop.aborted) onStop();
      else onNews();
    });
  }

  async function send(bytes: Uint8Array, signal: AbortSignal | null): Promise<void> {
    let isWritten = false;
    link.write(bytes).then(
      () => {
        isWritten = true;
        onNews();
      },
      (cause) => ended.abort(cause),
    );
    if (!(await until(() => isWritten, printerTimings.bandMs, signal)))
      throw new KioskFault('PRINTER_SILENT', { details: { unsent: bytes.length } });
  }

  async function askOne(n: 1 | 2 | 3 | 4, signal: AbortSignal | null): Promise<number> {
    status = null;
    isAsking = true;
    try {
      await send(askStatus(n), signal);
      await until(() => status !== null, printerTimings.statusMs, signal);
      if (status === null) throw new KioskFault('PRINTER_SILENT', { details: { status: n } });
      return status;
    } finally {
      isAsking = false;
    }
  }

  return {
    send,
    async status(signal) {
      return judgeStatus([
        await askOne(1, signal),
        await askOne(2, signal),
        await askOne(3, signal),
        await askOne(4, signal),
      ]);
    },
    async askInTurn(signal) {
      askedInTurn += 1;
      await send(askInTurn, signal);
      return askedInTurn;
    },
    answered: (question, limitMs, signal) => until(() => answeredInTurn >= question, limitMs, signal),
    close: () => link.close(),
  };
}
