import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import {
  arrivedWhole,
  openQueueDesk,
  sealRevision,
  sealSynthetic,
  testFolder,
} from '../support/queue-desk.ts';
import { dossierId } from '../support/sealing-desk.ts';

let portal: ReferencePortal;

beforeEach(async () => {
  portal = await createReferencePortal();
});
afterEach(() => portal.stop());

test('brings what was sealed to the portal, byte for byte, and keeps the proof', async () => {
  const desk = await openQueueDesk({ portal, dataDir: testFolder('queue') });
  const numbers = [1, 2, 3, 4, 5];
  for (const number of numbers) await sealSynthetic(desk.store, number);
  expect(desk.queue.counts()).toEqual({ waiting: 5, parked: 0, delivered: 0 });
  desk.queue.start();
  await desk.until(() => desk.queue.counts().delivered === 5);
  expect(arrivedWhole(portal, numbers)).toEqual([]);
  const [item] = desk.queue.state(dossierId(1));
  expect(item).toMatchObject({ state: 'delivered', percent: 100, fault: null, kind: 'submission' });
  expect(item?.officialCode).toMatch(/^H21\.99-\d{6}-\d{4}$/);
  const proof = desk.store.db
    .prepare<[string], { proof: string }>('SELECT proof FROM dossier_revision WHERE dossier_id = ?')
    .get(dossierId(1));
  expect(JSON.parse(proof?.proof ?? '{}')).toMatchObject({ officialCode: item?.officialCode, fileCount: 2 });
  expect(desk.store.audit.verify().ok).toBe(true);
});
