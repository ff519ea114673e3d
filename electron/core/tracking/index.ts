export { createOpenedDossiers, type OpenedDossiers } from './opened.ts';
export { createTracking, type Tracking } from './tracking.ts';
