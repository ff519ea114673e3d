export { type AuditEntry, type AuditEventId, auditCatalogue, auditEventIds } from './catalogue.ts';
