import * as z from 'zod';
import { call, type Role } from './call.ts';

const technician: readonly Role[] = ['technician'];
const exporters: readonly Role[] = ['supervisor', 'technician'];

/** A file in the inbox of the kiosk's service folder: a plain name, never a path. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,120}$/);

/** One line of the configuration in use; a value that tells a secret or its place is `null`. */
export const configLineSchema = z.object({ path: z.string(), value: z.string().nullable() });

export const technicianViewSchema = z.object({
  version: z.string(),
  profile: z.enum(['demo', 'production']),
  config: z.array(configLineSchema),
  /**
   * The file as it lies there now: `same` as in use, `changed` and valid, `invalid` with every error, `missing`, or `none`
   * where the demo makes its own.
   */
  file: z.object({
    state: z.enum(['same', 'changed', 'invalid', 'missing', 'none']),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
  /** Where files are taken from and put. */
  inbox: z.string(),
  outbox: z.string(),
  canShutDown: z.boolean(),
});
export type TechnicianView = z.infer<typeof technicianViewSchema>;

export const exportedSchema = z.object({
  file: z.string(),
  lines: z.number().int(),
  /** Parts of lines that looked like somebody's data and were left out. */
  withheld: z.number().int(),
});
export type Exported = z.infer<typeof exportedSchema>;

export const auditExportSchema = z.object({
  file: z.string(),
  events: z.number().int(),
  isWhole: z.boolean(),
  /** The first event that was changed or is missing. */
  firstBadSeq: z.number().int().nullable(),
});
export type AuditExport = z.infer<typeof auditExportSchema>;

const namedSchema = z.array(z.object({ code: z.string(), name: z.string() }));

/** What a package would change, against the newest catalogue of this kiosk. */
export const packageLookSchema = z.object({
  file: fileName,
  version: z.string(),
  validFrom: z.string(),
  against: z.string(),
  added: namedSchema,
  changed: namedSchema,
  removed: namedSchema,
});
export type PackageLook = z.infer<typeof packageLookSchema>;

export const packagesSchema = z.object({
  /** In use today. */
  version: z.string(),
  files: z.array(z.object({ file: fileName, sizeBytes: z.number(), changedAtMs: z.number() })),
});
export type Packages = z.infer<typeof packagesSchema>;

const packageFaults = [
  'CATALOGUE_PACKAGE_UNREADABLE',
  'CATALOGUE_PACKAGE_SIGNATURE',
  'CATALOGUE_PACKAGE_OLDER',
  'CATALOGUE_PACKAGE_FAULTY',
] as const;

/** What a technician does at the machine itself; the supervisor may take the audit log along. */
export const technicianContract = {
  view: call({ roles: technician }).output(technicianViewSchema),
  /** The kiosk's own logs as JSON lines, without anything that could be a person's. */
  exportLogs: call({ roles: technician, timeoutMs: 60_000, audit: 'logs-exported' }).output(exportedSchema),
  /** Every audit event as JSON lines, headed by the result of the check of the chain. */
  exportAudit: call({ roles: exporters, timeoutMs: 120_000, audit: 'audit-exported' }).output(
    auditExportSchema,
  ),
  packages: call({ roles: technician }).output(packagesSchema),
  lookAtPackage: call({ roles: technician, faults: packageFaults, timeoutMs: 30_000 })
    .input(z.object({ file: fileName }))
    .output(packageLookSchema),
  importPackage: call({
    roles: technician,
    faults: packageFaults,
    timeoutMs: 60_000,
    audit: 'catalogue-imported',
  })
    .input(z.object({ file: fileName }))
    .output(packagesSchema),
  /** Answers, and then happens: the core anew, out of the kiosk, or the machine off where the shell can do that. */
  leave: call({ roles: technician, audit: 'kiosk-left' })
    .input(z.object({ how: z.enum(['restart', 'leave', 'shut-down']) }))
    .output(z.object({ how: z.enum(['restart', 'leave', 'shut-down']) })),
};
