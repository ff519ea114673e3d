export { type AuditEventId, auditCatalogue, auditEventIds } from './catalogue.ts';
