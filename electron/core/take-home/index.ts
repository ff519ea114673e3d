export { keepDrawing } from './keep-drawing.ts';
export { makeKeepSlip } from './keep-slip.ts';
export { createTakeHome, type TakeHome } from './take-home.ts';
