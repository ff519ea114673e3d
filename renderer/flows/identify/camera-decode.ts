import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Pixels of one camera picture, RGBA; an ImageData fits. */
export interface CameraFrame {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Where the decoder's wasm comes from: our own origin in the page, the file's bytes in a test. Never a CDN. */
export type WasmSource = { readonly url: string } | { readonly bytes: ArrayBuffer };

/** Finds the code of a card in camera pictures. The picture goes nowhere: only the code's bytes leave. */
export interface CameraDecoder {
  /** The bytes of a QR code in the picture; null when there is none that can be read. */
  decode(frame: CameraFrame): Promise<Uint8Array | null>;
}

/**
 * Loads the decoder once. Its options trade rare codes for a bounded time a picture: QR only, as printed (dark on
 * light), no second and slower look; a hand moves, and the next picture comes soon.
 */
export async function openCameraDecoder(wasm: WasmSource): Promise<CameraDecoder> {
  await prepareZXingModule({
    overrides: 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes },
    fireImmediately: true,
  });
  return {
    async decode(frame) {
      const [code] = await readBarcodes(frame as Parameters<typeof readBarcodes>[0], {
        formats: ['QRCode'],
        maxNumberOfSymbols: 1,
        tryHarder: false,
        tryInvert: false,
        tryRotate: false,
        tryDownscale: false,
      });
      return code === undefined || !code.isValid ? null : code.bytes;
    },
  };
}
