import type { Clock } from '../../shared/clock.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { OfficerGone, Sessions } from './citizen/index.ts';
import { createStaff, type Staff } from './staff/index.ts';
import type { Store } from './storage/index.ts';

/** What the page is told when a card was held before a reader on the staff's screens. */
export interface StaffNews {
  readonly fault: FaultCode | null;
}

/** Joins the staff to the visit and the audit log: what an officer does names them from here on. */
export function composeStaff(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly isDemo: boolean;
  readonly dataDir: string;
  readonly onStaff: (news: StaffNews) => void;
}): Staff {
  const { sessions } = deps;
  deps.audit.nameActor(() => sessions.officer()?.accountId ?? null);
  return createStaff({
    store: deps.store,
    clock: deps.clock,
    sessions,
    isDemo: deps.isDemo,
    dataDir: deps.dataDir,
    onCard: (fault) => deps.onStaff({ fault }),
  });
}

/** An officer left the visit: by hand, by the lock after 2 minutes, or with a restart or the visit's end. */
export function auditOfficerGone(audit: AuditLog, { officer, reason }: OfficerGone): void {
  const isLock = reason === 'untouched' || reason === 'restarted';
  audit.append({
    id: isLock ? 'staff-locked' : 'staff-signed-out',
    role: officer.role,
    person: officer.accountId,
    details: { reason },
  });
}
