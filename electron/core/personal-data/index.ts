export { createPersonalDataDesk, type PersonalDataDesk } from './desk.ts';
export { createRestrictions } from './restrictions.ts';
