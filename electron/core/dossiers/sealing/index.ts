export type { FileToSeal, SealInput, SealPoint } from './seal-input.ts';
export { createSealing, type Sealing } from './sealing.ts';
