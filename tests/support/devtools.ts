import { createServer } from 'node:net';
import { WebSocket } from 'ws';
import * as z from 'zod';

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);
const answerSchema = z.object({
  id: z.number().optional(),
  result: z.object({ result: z.object({ value: z.unknown().optional() }).optional() }).optional(),
});

/** A port that was free a moment ago, for a browser's second, test-only door. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', () => settle()));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Looks into the one page of a kiosk browser from outside, by a new connection each time: the page under test may
 * crash, and the browser may be replaced, between two looks. Undefined while there is no page to ask.
 */
export async function evaluateInPage(port: number, expression: string): Promise<unknown> {
  return await command(port, 'Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
}

/** Crashes the page's renderer as an out-of-memory would. */
export async function crashPage(port: number): Promise<void> {
  await command(port, 'Page.crash', {});
}

/** The text a person sees; empty while there is none. */
export async function visibleText(port: number): Promise<string> {
  return String((await evaluateInPage(port, 'document.body.innerText')) ?? '');
}

async function command(port: number, method: string, params: object): Promise<unknown> {
  const address = await findPage(port);
  if (address === undefined) return undefined;
  return await new Promise((settle) => {
    const socket = new WebSocket(address);
    // No answer means that the page is just going: the caller looks again.
    const limit = setTimeout(() => socket.terminate(), 2_000);
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, method, params })));
    socket.on('message', (text) => {
      const answer = answerSchema.parse(JSON.parse(text.toString()));
      if (answer.id !== 1) return;
      settle(answer.result?.result?.value);
      socket.close();
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(limit);
      settle(undefined);
    });
  });
}

/** How many pages the browser holds. */
export async function countPages(port: number): Promise<number> {
  return (await listPages(port)).length;
}

async function findPage(port: number): Promise<string | undefined> {
  return (await listPages(port))[0]?.webSocketDebuggerUrl;
}

async function listPages(port: number): Promise<z.infer<typeof targetsSchema>> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(2_000) });
    return targetsSchema.parse(await answer.json()).filter(({ type }) => type === 'page');
  } catch {
    return []; // the browser is not there yet, or no longer
  }
}
