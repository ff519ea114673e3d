export { createReadiness, type Readiness } from './readiness.ts';
export type { DeviceAnswer, PrinterAnswer, ReadinessFacts } from './rows.ts';
export { createTestStore } from './test-store.ts';
