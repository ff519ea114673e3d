export { createPersonalDataDesk, type PersonalDataDesk } from './desk.ts';
export { createDossierRecords } from './records.ts';
export { createRestrictions } from './restrictions.ts';
