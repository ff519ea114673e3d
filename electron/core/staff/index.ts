export { firstCodeFile } from './first-code.ts';
export { createStaff, type Staff } from './staff.ts';
