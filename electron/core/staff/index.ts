export { firstCodeFile } from './first-code.ts';
export { createOfficerNames } from './officer-names.ts';
export { createStaff, type Staff } from './staff.ts';
