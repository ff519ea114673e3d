export { createShiftableClock } from './shiftable-clock.ts';
export { createDemoWorld, type DemoWorld } from './world.ts';
