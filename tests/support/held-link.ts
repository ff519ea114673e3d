import type { Page } from 'playwright';

/** The road between a page and its core, on which answers can be made to wait. */
export interface HeldLink {
  hold(): void;
  /** What waited arrives, in its order. */
  letGo(): void;
  /** Resolves when something of the page has gone by and its answer waits. */
  waiting(): Promise<void>;
}

/** Stands between the page and its core; to be opened before the page is. */
export async function openHeldLink(page: Page): Promise<HeldLink> {
  let kept: (() => void)[] | null = null;
  let tell: () => void = () => {};
  await page.routeWebSocket(/./, (socket) => {
    const core = socket.connectToServer();
    core.onMessage((message) => {
      if (kept === null) {
        socket.send(message);
        return;
      }
      kept.push(() => socket.send(message));
      tell();
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
    async waiting() {
      if (kept !== null && kept.length > 0) return;
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
    },
  };
}
