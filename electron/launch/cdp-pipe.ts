import type { Readable, Writable } from 'node:stream';

export type CdpParameters = Readonly<Record<string, unknown>>;

/** One event of the DevTools protocol; `sessionId` names the page it belongs to. */
export interface CdpEvent {
  readonly method: string;
  readonly params: CdpParameters;
  readonly sessionId: string | undefined;
}

/** The DevTools protocol over `--remote-debugging-pipe`: no port that anybody else on this machine could open. */
export interface CdpPipe {
  /** Rejects when the browser refuses the command or the pipe closes first. */
  send(method: string, params?: CdpParameters, sessionId?: string): Promise<CdpParameters>;
  onEvent(listener: (event: CdpEvent) => void): void;
}

interface CdpMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: CdpParameters;
  readonly sessionId?: string;
  readonly result?: CdpParameters;
  readonly error?: { readonly message: string };
}

/** Speaks the protocol over the two pipes: JSON messages, each ended by a zero byte. */
export function openCdpPipe(toBrowser: Writable, fromBrowser: Readable): CdpPipe {
  const listeners: ((event: CdpEvent) => void)[] = [];
  const waiting = new Map<number, { settle(result: CdpParameters): void; fail(error: Error): void }>();
  let lastId = 0;
  let closed = false;
  let rest: Buffer[] = [];

  function receive(message: CdpMessage): void {
    if (message.id === undefined) {
      const event = {
        method: message.method ?? '',
        params: message.params ?? {},
        sessionId: message.sessionId,
      };
      for (const listener of listeners) listener(event);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.settle(message.result ?? {});
    else asked?.fail(new Error(`browser refused: ${message.error.message}`));
  }

  function close(): void {
    closed = true;
    for (const asked of waiting.values()) asked.fail(new Error('the browser is gone'));
    waiting.clear();
  }

  fromBrowser.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
      rest = [];
      from = end + 1;
      receive(JSON.parse(text) as CdpMessage);
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  });
  fromBrowser.once('close', close);
  // A browser that dies while we write is noticed by its exit; the write error says nothing more.
  toBrowser.on('error', close);
  fromBrowser.on('error', close);

  return {
    send(method, params = {}, sessionId) {
      return new Promise((settle, fail) => {
        if (closed) {
          fail(new Error('the browser is gone'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { settle, fail });
        toBrowser.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      });
    },
    onEvent: (listener) => void listeners.push(listener),
  };
}
