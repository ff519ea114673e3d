export { createStaff, type Staff } from './staff.ts';
