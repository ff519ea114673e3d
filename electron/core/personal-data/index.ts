export { createPersonalDataDesk, type PersonalDataDesk } from './desk.ts';
