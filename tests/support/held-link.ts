import type { Page } from 'playwright';
import * as z from 'zod';

/** What both sides send: the number of the call and, from the page, its path. */
const messageSchema = z.looseObject({
  i: z.string(),
  p: z.looseObject({ u: z.string().optional() }).optional(),
});

/** The road between a page and its core, on which answers can be made to wait. */
export interface HeldLink {
  /** From now on: every answer, or those to calls of this path ("/technician/view"). */
  hold(call?: string): void;
  /** What waited arrives, in its order. */
  letGo(): void;
}

/** Stands between the page and its core; to be opened before the page is. */
export async function openHeldLink(page: Page): Promise<HeldLink> {
  let kept: (() => void)[] | null = null;
  let heldCall: string | undefined;
  await page.routeWebSocket(/./, (socket) => {
    const core = socket.connectToServer();
    const heldIds = new Set<string>();
    socket.onMessage((message) => {
      const { i, p } = messageSchema.parse(JSON.parse(message.toString()));
      if (p?.u === heldCall) heldIds.add(i);
      core.send(message);
    });
    core.onMessage((message) => {
      const isHeld =
        heldCall === undefined || heldIds.has(messageSchema.parse(JSON.parse(message.toString())).i);
      if (kept === null || !isHeld) socket.send(message);
      else kept.push(() => socket.send(message));
    });
  });
  return {
    hold(call) {
      heldCall = call;
      kept = [];
    },
    letGo() {
      for (const send of kept ?? []) send();
      kept = null;
    },
  };
}
