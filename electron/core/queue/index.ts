export type { QueuePoint } from './deliver.ts';
export { createQueue, type Queue } from './queue.ts';
export { createSealedContent } from './sealed-content.ts';
export type { QueueItem } from './views.ts';
