import { type RefObject, useEffect, useRef, useState } from 'react';
import { cameraWasmUrl } from './camera-wasm.ts';

/** `closed`: somebody else has it, or the machine refuses it. */
export type CameraState = 'opening' | 'looking' | 'missing' | 'closed';

const timings = {
  /** The shell hears from the core that this screen is up; its permission may be a moment late. */
  permissionTries: 20,
  permissionMs: 150,
  /** Rest between two looks: a hand needs no more, and the screen stays quick on a slow machine. */
  restMs: 120,
  /** A card that is still held there is not read again at once. */
  afterCodeMs: 1_500,
} as const;

/**
 * Looks for a card's code in the pictures of the kiosk's camera while the screen is up. A picture lives for one look
 * in memory and goes nowhere; only the code's bytes leave.
 */
export function useCardCamera(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (bytes: Uint8Array) => unknown,
): CameraState {
  const [state, setState] = useState<CameraState>('opening');
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    void look(video, signal, setState, (bytes) => latest.current(bytes));
    return () => ending.abort();
  }, [video]);
  return state;
}

async function look(
  place: RefObject<HTMLVideoElement | null>,
  signal: AbortSignal,
  setState: (state: CameraState) => void,
  onCode: (bytes: Uint8Array) => unknown,
): Promise<void> {
  const stream = await open(signal);
  if (typeof stream === 'string') {
    if (!signal.aborted) setState(stream);
    return;
  }
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  signal.addEventListener('abort', stop);
  const { openCameraDecoder } = await import('./camera-decode.ts');
  const decoder = await openCameraDecoder({ url: cameraWasmUrl });
  const video = place.current;
  if (signal.aborted || video === null) {
    stop();
    return;
  }
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  setState('looking');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  while (!signal.aborted && context !== null) {
    const bytes = await lookOnce(video, canvas, context, decoder);
    if (signal.aborted) break;
    if (bytes !== null) await onCode(bytes);
    await rest(bytes === null ? timings.restMs : timings.afterCodeMs, signal);
  }
}

async function lookOnce(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  decoder: import('./camera-decode.ts').CameraDecoder,
): Promise<Uint8Array | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  // A camera that sends more than was asked for must not make a look longer.
  const scale = Math.min(1, 1280 / videoWidth);
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return decoder.decode(context.getImageData(0, 0, canvas.width, canvas.height));
}

async function open(signal: AbortSignal): Promise<MediaStream | 'missing' | 'closed'> {
  for (let tries = 0; tries < timings.permissionTries && !signal.aborted; tries += 1) {
    try {
      return await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { width: { ideal: 1280 }, height: { ideal: 720 } },
      });
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      if (name === 'NotFoundError') return 'missing';
      if (name !== 'NotAllowedError') return 'closed';
      await rest(timings.permissionMs, signal);
    }
  }
  return 'closed';
}

function rest(forMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, forMs);
    signal.addEventListener('abort', done);
  });
}
