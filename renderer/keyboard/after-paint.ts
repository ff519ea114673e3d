import { flushSync } from 'react-dom';

/** Work that a key leaves for later: React, suggestions, the caret. */
export interface AfterPaint {
  /** Runs the task once the frame with the letter is on the glass. */
  later(task: () => void): void;
  /** Runs what waits now, because something is about to read it. */
  flush(): void;
  readonly isWaiting: boolean;
}

/** A window that is not painted (hidden, locked) still gets its tasks. */
const atMostMs = 200;

/**
 * A key must show itself and its letter in one frame, also on a slow box. Everything that only follows from the letter
 * waits for that frame; the next key, touch or real key runs it first, so nobody ever sees the state in between.
 */
export function createAfterPaint(): AfterPaint {
  let tasks: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const channel = new MessageChannel();

  function run(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const due = tasks;
    tasks = [];
    for (const task of due) task();
  }

  channel.port1.onmessage = run;

  return {
    later(task) {
      tasks.push(task);
      if (timer !== null) return;
      timer = setTimeout(run, atMostMs);
      // A message posted from a frame's callback arrives after that frame is painted.
      requestAnimationFrame(() => channel.port2.postMessage(null));
    },
    flush() {
      if (tasks.length > 0) run();
    },
    get isWaiting() {
      return tasks.length > 0;
    },
  };
}

/** Whatever else a person does reads the finished state: React has drawn it before the event arrives. Returns the end of it. */
export function flushBeforeEvents(work: AfterPaint): () => void {
  const onAct = (event: Event): void => {
    const isKey = event.target instanceof Element && event.target.closest('[data-key]') !== null;
    if (!isKey && work.isWaiting) flushSync(() => work.flush());
  };
  const onLeave = (): void => work.flush();
  const acts = ['pointerdown', 'click', 'keydown'];
  const leaves = ['focusout', 'pagehide', 'visibilitychange'];
  for (const kind of acts) window.addEventListener(kind, onAct, { capture: true });
  for (const kind of leaves) window.addEventListener(kind, onLeave, { capture: true });
  return () => {
    for (const kind of acts) window.removeEventListener(kind, onAct, { capture: true });
    for (const kind of leaves) window.removeEventListener(kind, onLeave, { capture: true });
    work.flush();
  };
}
