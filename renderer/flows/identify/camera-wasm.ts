import cameraWasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** The decoder's wasm as a file of our own page; the policy lets it come from nowhere else. */
export { cameraWasmUrl };
