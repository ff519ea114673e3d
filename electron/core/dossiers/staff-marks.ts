import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { StaffAct } from '../../../shared/contract/index.ts';
import { staffActs } from '../../../shared/contract/submission.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Store } from '../storage/index.ts';

/** One thing that an officer did in the citizen's place. `subject`: 'delivery', 'fee', 'list', or a paper's component. */
export interface StaffMark {
  readonly subject: string;
  readonly act: StaffAct;
  readonly isAgreed: boolean;
}

/** Marks what officers do to papers and choices, so that the citizen sees it and agrees before handing in. */
export interface StaffMarks {
  /** Within the caller's transaction; nothing while the citizen is alone. */
  note(draftId: string, subject: string, act: StaffAct): void;
  /** Whoever acts, now and not when the work is done: a scan ends after the officer has handed back. */
  isStaffActing(): boolean;
  noteStaff(draftId: string, subject: string, act: StaffAct): void;
  /** Like `note`; what the citizen chooses anew is their own again. */
  noteChoice(draftId: string, subject: string): void;
  list(draftId: string): { readonly marks: readonly StaffMark[]; readonly lastNo: number };
  /** DRAFT_CHANGED_ELSEWHERE when an officer did more than the citizen saw. */
  agree(draftId: string, lastNo: number): void;
}

const rowSchema = z.object({
  subject: z.string(),
  act: z.enum(staffActs),
  markNo: z.number(),
  agreedAt: z.number().nullable(),
});

export function createStaffMarks(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly role: () => AuditRole;
}): StaffMarks {
  const { store } = deps;
  const put = store.db.prepare<[string, string, string, string]>(
    `INSERT INTO draft_staff_mark (dossier_id, subject, act, mark_no)
     VALUES (?, ?, ?, (SELECT coalesce(max(mark_no), 0) + 1 FROM draft_staff_mark WHERE dossier_id = ?))
     ON CONFLICT (dossier_id, subject, act) DO UPDATE SET mark_no = excluded.mark_no, agreed_at = NULL`,
  );
  const remove = store.db.prepare<[string, string]>(
    'DELETE FROM draft_staff_mark WHERE dossier_id = ? AND subject = ?',
  );
  const select = store.db.prepare<[string], unknown>(
    `SELECT subject, act, mark_no AS markNo, agreed_at AS agreedAt FROM draft_staff_mark
     WHERE dossier_id = ? ORDER BY mark_no`,
  );
  const agree = store.db.prepare<[number, string]>(
    'UPDATE draft_staff_mark SET agreed_at = ? WHERE dossier_id = ? AND agreed_at IS NULL',
  );

  const rowsOf = (draftId: string): z.infer<typeof rowSchema>[] =>
    z.array(rowSchema).parse(select.all(draftId));
  const isStaffActing = (): boolean => deps.role() !== 'citizen';

  function noteStaff(draftId: string, subject: string, act: StaffAct): void {
    put.run(draftId, subject, act, draftId);
  }

  function note(draftId: string, subject: string, act: StaffAct): void {
    if (isStaffActing()) noteStaff(draftId, subject, act);
  }

  return {
    note,
    isStaffActing,
    noteStaff,
    noteChoice(draftId, subject) {
      remove.run(draftId, subject);
      note(draftId, subject, 'chosen');
    },
    list(draftId) {
      const rows = rowsOf(draftId);
      return {
        marks: rows.map(({ subject, act, agreedAt }) => ({ subject, act, isAgreed: agreedAt !== null })),
        lastNo: rows.at(-1)?.markNo ?? 0,
      };
    },
    agree(draftId, lastNo) {
      store.write(() => {
        const rows = rowsOf(draftId);
        if ((rows.at(-1)?.markNo ?? 0) !== lastNo) throw new KioskFault('DRAFT_CHANGED_ELSEWHERE');
        const acts = rows.filter(({ agreedAt }) => agreedAt === null).length;
        if (acts === 0) return;
        agree.run(Math.max(0, deps.clock.now()), draftId);
        store.audit.append({
          id: 'staff-acts-agreed',
          role: deps.role(),
          dossierId: draftId,
          details: { acts },
        });
      });
    },
  };
}
