export { createTakeHome, type TakeHome } from './take-home.ts';
