export type { FileToSeal, Sealed, SealInput, SealPoint } from './seal-input.ts';
export { createSealing, type Sealing } from './sealing.ts';
