import type { Page } from 'playwright';

/** The road between a page and its core, on which answers can be made to wait. */
export interface HeldLink {
  hold(): void;
  /** What waited arrives, in its order. */
  letGo(): void;
}

/** Stands between the page and its core; to be opened before the page is. */
export async function openHeldLink(page: Page): Promise<HeldLink> {
  let kept: (() => void)[] | null = null;
  await page.routeWebSocket(/./, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (kept === null) socket.send(message);
      else kept.push(() => socket.send(message));
    });
  });
  return {
    hold() {
      kept = [];
    },
    letGo() {
      for (const send of kept ?? []) send();
      kept = null;
    },
  };
}
