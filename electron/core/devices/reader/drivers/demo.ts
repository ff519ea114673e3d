import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type SampleCode, sampleCodes } from '../../../../../shared/contract/index.ts';
import type { Reader, ReaderListener } from '../reader.port.ts';

const sampleFileSchema = z.object({ codes: z.record(z.enum(sampleCodes), z.string()) });

/** The reader of the demo: reads what the dock holds before it. */
export interface DemoReader extends Reader {
  show(code: SampleCode): void;
}

/** Reads the sample cards of invented people (resources/devices/sample-cards.json). */
export function createDemoReader(resourcesDir: string): DemoReader {
  const text = readFileSync(path.join(resourcesDir, 'devices/sample-cards.json'), 'utf8');
  const { codes } = sampleFileSchema.parse(JSON.parse(text));
  const reader = { vendorId: 0, productId: 0, serial: null, name: 'demo' };
  let listener: ReaderListener | null = null;
  return {
    start(given) {
      listener = given;
      listener.onState({ kind: 'ready' });
    },
    async stop() {
      listener = null;
    },
    show(code) {
      listener?.onCode({ bytes: new TextEncoder().encode(codes[code]), symbology: ']Q1', reader });
    },
  };
}
