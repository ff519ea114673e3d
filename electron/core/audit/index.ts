export {
  type AuditLog,
  type AuditRole,
  type AuditVerdict,
  createAuditLog,
} from './audit-log.ts';
