import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** A slip as it fell from the cutter: rows of dots, a set bit is black. */
export interface PrintedSlip {
  readonly widthPx: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** What can be wrong with a slip printer; a test changes it at any moment. */
export interface SlipPrinterState {
  paper: 'plenty' | 'low' | 'out';
  isCoverOpen: boolean;
  hasCutterError: boolean;
  isBroken: boolean;
  isResting: boolean;
  isPaused: boolean;
  /** Takes everything and answers nothing. */
  isMute: boolean;
  /** Cheap printers do not know GS r. */
  answersInTurn: boolean;
  /** Happens once, in the middle of a slip. */
  mishap: { readonly afterRows: number; readonly what: () => void } | null;
}

/**
 * The print head, paper and memory of an ESC/POS printer, byte for byte. It throws on every command that it does not
 * know, looks for real-time commands in pictures too, and keeps what it has received over an empty roll, as the real
 * ones do.
 */
export function createSlipPrinter(deps: { readonly widthDots?: number } = {}) {
  const widthDots = deps.widthDots ?? 576;
  const state: SlipPrinterState = {
    paper: 'plenty',
    isCoverOpen: false,
    hasCutterError: false,
    isBroken: false,
    isResting: false,
    isPaused: false,
    isMute: false,
    answersInTurn: true,
    mishap: null,
  };
  const slips: PrintedSlip[] = [];
  const received: Buffer[] = [];
  const complaints: string[] = [];
  let memory = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let rows: Uint8Array[] = [];
  let answers = 0;
  let answer: (bytes: Uint8Array) => void = () => {};

  const isOffline = (): boolean =>
    state.paper === 'out' ||
    state.isCoverOpen ||
    state.hasCutterError ||
    state.isBroken ||
    state.isResting ||
    state.isPaused;

  function say(byte: number): void {
    if (state.isMute) return;
    answers += 1;
    answer(Uint8Array.of(byte));
  }

  function sayStatus(n: number): void {
    const isError = state.hasCutterError || state.isBroken || state.isResting;
    const bits = [
      [isOffline() && 0x08],
      [state.isCoverOpen && 0x04, state.paper === 'out' && 0x20, isError && 0x40],
      [state.hasCutterError && 0x08, state.isBroken && 0x20, state.isResting && 0x40],
      [state.paper !== 'plenty' && 0x0c, state.paper === 'out' && 0x60],
    ][n - 1];
    if (bits === undefined) complaints.push(`DLE EOT ${n}`);
    else say(bits.reduce((sum: number, bit) => sum | (bit || 0), 0x12));
  }

  /** Real-time commands count wherever they stand in the stream, also inside a picture, also when offline. */
  function listen(bytes: Buffer): void {
    const heard = Buffer.concat([tail, bytes]);
    let from = 0;
    for (let at = 0; at + 2 < heard.length; at += 1) {
      if (heard[at] !== 0x10) continue;
      const [second, third] = [heard[at + 1], heard[at + 2] ?? 0];
      if (second === 0x04) sayStatus(third);
      else if (second === 0x05 && third === 2) {
        state.hasCutterError = false;
        memory = Buffer.from(heard.subarray(at + 3));
      } else if (second === 0x14 && third === 8) {
        if (at + 10 > heard.length) break;
        memory = Buffer.from(heard.subarray(at + 10));
        from = at + 10;
      } else continue;
      from = Math.max(from, at + 3);
    }
    tail = heard.subarray(Math.max(from, heard.length - 9));
  }

  function printRow(row: Uint8Array): void {
    rows.push(row);
    const { mishap } = state;
    if (mishap === null || rows.length < mishap.afterRows) return;
    state.mishap = null;
    mishap.what();
  }

  function cut(): void {
    const widthBytes = widthDots / 8;
    slips.push({
      widthPx: widthDots,
      rows: rows.length,
      bits: Buffer.concat(rows, rows.length * widthBytes),
    });
    rows = [];
  }

  /** Works off one command; how many bytes it took, 0 when the rest of it is still to come. */
  function workOne(): number {
    const [a, b, c, d] = memory;
    if (a === 0x10 && b === 0x04) return memory.length < 3 ? 0 : 3;
    if (a === 0x10 && b === 0x05) return memory.length < 3 ? 0 : 3;
    if (a === 0x10 && b === 0x14) return memory.length < 10 ? 0 : 10;
    if (memory.length < 2) return 0;
    if (a === 0x1b && b === 0x40) return 2;
    if (memory.length < 3) return 0;
    if (a === 0x1d && b === 0x61 && c === 0) return 3;
    if (a === 0x1d && b === 0x72 && c === 1) {
      if (state.answersInTurn) say(state.paper === 'low' ? 0x03 : 0x00);
      return 3;
    }
    if (memory.length < 4) return 0;
    if (a === 0x1d && b === 0x56 && c === 0x42 && d === 0) {
      cut();
      return 4;
    }
    if (a === 0x1d && b === 0x76 && c === 0x30 && d === 0) return printBand();
    complaints.push(`unknown command ${memory.subarray(0, 4).toString('hex')}`);
    return memory.length;
  }

  /** Prints as many rows as are there; the rest of a band that was interrupted keeps its own header. */
  function printBand(): number {
    if (memory.length < 8) return 0;
    const widthBytes = memory.readUInt16LE(4);
    const height = memory.readUInt16LE(6);
    if (widthBytes * 8 !== widthDots || height === 0) complaints.push(`band of ${widthBytes} x ${height}`);
    if (memory.length < 8 + widthBytes * height) return 0;
    for (let row = 0; row < height; row += 1) {
      printRow(Uint8Array.from(memory.subarray(8 + row * widthBytes, 8 + (row + 1) * widthBytes)));
      if (isOffline() && row + 1 < height) {
        memory.writeUInt16LE(height - row - 1, 6);
        memory = Buffer.concat([memory.subarray(0, 8), memory.subarray(8 + (row + 1) * widthBytes)]);
        return 0;
      }
    }
    return 8 + widthBytes * height;
  }

  function work(): void {
    while (memory.length > 0 && !isOffline()) {
      const taken = workOne();
      if (taken === 0) return;
      memory = memory.subarray(taken);
    }
  }

  return {
    state,
    slips,
    complaints,
    /** Everything that came over the wire. */
    received: () => Buffer.concat(received),
    answersGiven: () => answers,
    /** Rows of a slip that hang in the mouth of the printer. */
    rowsInMouth: () => rows.length,
    onAnswer: (say: (bytes: Uint8Array) => void) => {
      answer = say;
    },
    receive(bytes: Buffer): void {
      received.push(bytes);
      memory = Buffer.concat([memory, bytes]);
      listen(bytes);
      work();
    },
    /** Somebody loaded paper, closed the cover, switched it off and on: it goes on with what it remembers. */
    repair(): void {
      Object.assign(state, {
        paper: 'plenty',
        isCoverOpen: false,
        hasCutterError: false,
        isBroken: false,
        isResting: false,
        isPaused: false,
      });
      work();
    },
  };
}

export type SlipPrinter = ReturnType<typeof createSlipPrinter>;

/** Puts a slip printer behind a TCP port, one connection at a time. */
export async function serveSlipPrinter(printer: SlipPrinter, port = 0) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // the kiosk hangs up
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => printer.receive(bytes));
    printer.onAnswer((bytes) => socket.write(bytes));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** The cable is pulled. */
    hangUp(): void {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async stop(): Promise<void> {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
