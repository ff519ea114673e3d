/// <reference types="node" />
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { seeded } from '../../../tests/simulators/keyboard-scanner.ts';
import { cardPicture } from '../../../tests/support/card-picture.ts';
import { type CameraDecoder, openCameraDecoder } from './camera-decode.ts';
import { cameraWasmUrl } from './camera-wasm.ts';

const card = '064203000123|231000123|Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
/** The very file that the page is built with. */
const wasm = path.join(import.meta.dirname, '../../..', cameraWasmUrl);
let decoder: CameraDecoder;

beforeAll(async () => {
  decoder = await openCameraDecoder({ bytes: new Uint8Array(readFileSync(wasm)).buffer });
});

test.each([2, 3, 4, 8])('reads a card whose dots are %i pixels, accents and all', async (modulePx) => {
  const bytes = await decoder.decode(cardPicture({ text: card, modulePx, random: seeded(modulePx) }));
  expect(bytes === null ? null : new TextDecoder().decode(bytes)).toBe(card);
});

test('finds nothing where there is no card', async () => {
  expect(await decoder.decode(cardPicture({ text: null, random: seeded(1) }))).toBeNull();
});
