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
  /** A self-test of the readers waits for any code at all. */
  readonly takesTestCode: (scanned: Uint8Array) => boolean;
}): Staff {
  const { sessions } = deps;
  deps.audit.nameActor(() => sessions.officer()?.accountId ?? null);
  const staff = createStaff({
    store: deps.store,
    clock: deps.clock,
    sessions,
    isDemo: deps.isDemo,
    dataDir: deps.dataDir,
    onCard: (fault) => deps.onStaff({ fault }),
  });
  return {
    ...staff,
    takesCode(scanned) {
      const isTest = deps.takesTestCode(scanned);
      // The page asks for the tests again, as it asks for the door.
      if (isTest) deps.onStaff({ fault: null });
      return isTest || staff.takesCode(scanned);
    },
  };
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
