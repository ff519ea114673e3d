export { createHandOver, type HandOver } from './hand-over.ts';
