export { createDossierRows, type DossierRow } from './dossier-rows.ts';
export { createOpenedDossiers, type OpenedDossiers } from './opened.ts';
export { createTracking, type Tracking } from './tracking.ts';
export { sealWithdrawal, withdrawalOf } from './withdrawal.ts';
