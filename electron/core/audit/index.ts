export {
  type AuditDetails,
  type AuditEvent,
  type AuditLog,
  type AuditRole,
  type AuditRow,
  type AuditVerdict,
  createAuditLog,
} from './audit-log.ts';
