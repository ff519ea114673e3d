import path from 'node:path';
import { expect, test } from 'vitest';
import { sampleCodes } from '../../../../../shared/contract/index.ts';
import { parseCard } from '../../../../../shared/identity/index.ts';
import { readPrefixes } from '../../../citizen/index.ts';
import { createReaders } from '../readers.ts';
import { createDemoReader } from './demo.ts';

const resourcesDir = path.resolve(import.meta.dirname, '../../../../../resources');

test('each sample of the dock is what its name says', () => {
  const demo = createDemoReader(resourcesDir);
  const seen: string[] = [];
  demo.start({
    onCode: ({ bytes }) => {
      const reading = parseCard(bytes, readPrefixes(resourcesDir));
      if (reading.kind === 'card')
        seen.push(`card ${reading.person.birthDate.slice(0, 4)} ${reading.warnings.join()}`);
      else seen.push(reading.kind === 'damaged' ? reading.defect : reading.code);
    },
    onState: (state) => seen.push(state.kind),
    onTrouble: () => undefined,
  });
  for (const code of sampleCodes) demo.show(code);
  expect(seen).toEqual(['ready', 'card 2003 ', 'card 1985 ', 'card 2017 ', 'text_lossy', 'boarding-pass']);
});

test('of several kinds of readers the one that works speaks for all', async () => {
  const said: string[] = [];
  const broken = {
    start: (listener: { onState: (state: { kind: 'fault'; fault: 'READER_OPEN_REFUSED' }) => void }) =>
      listener.onState({ kind: 'fault', fault: 'READER_OPEN_REFUSED' }),
    stop: async () => undefined,
  };
  const readers = createReaders([broken, createDemoReader(resourcesDir)]);
  readers.start({
    onCode: () => undefined,
    onState: (state) => said.push(state.kind),
    onTrouble: () => undefined,
  });
  expect(said).toEqual(['fault', 'ready']);
  await readers.stop();
});
