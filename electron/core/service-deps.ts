import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Network, Profile, ScanView, SessionState, SignInState } from '../../shared/contract/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { IdentityChange } from './citizen/index.ts';
import type { CatalogueRoad } from './compose-catalogue.ts';
import type { PortalRoad } from './compose-portal.ts';
import type { StaffNews } from './compose-staff.ts';
import type { SubmissionPoint } from './compose-submission.ts';
import type { HidModule, PrinterNews, Reader, ReaderState, ScannerNews } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import type { DiskBudget, ErasurePoint, ShellSecrets, Store } from './storage/index.ts';
import type { LeaveHow } from './technician/index.ts';
import type { ThreadPrograms } from './thread-programs.ts';
import type { TicketNews } from './tickets/index.ts';

/** Named moments at which the process may end and nothing may be lost. */
export type CorePoint = ErasurePoint | SubmissionPoint;

/** What the services need from outside, and whom they tell. */
export interface ServiceDeps {
  readonly config: KioskConfig;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly threads: ThreadPrograms;
  readonly version: string;
  readonly profile: Profile;
  readonly secrets: ShellSecrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSession: (session: SessionState) => void;
  readonly onSessionEnded: () => void;
  readonly onNetwork: (network: Network) => void;
  readonly onIdentity: (change: IdentityChange) => void;
  readonly onSignIn: (state: SignInState) => void;
  /** The code of a kept form that a reader read; null when it is no longer wanted. */
  readonly onSlip: (code: string | null) => void;
  /** The code of a receipt that a reader read; null when it is taken up or over. */
  readonly onReceipt: (code: string | null) => void;
  readonly onStaff: (news: StaffNews) => void;
  readonly onReader: (state: ReaderState) => void;
  readonly onPrinter: (news: PrinterNews) => void;
  readonly onScanner: (news: ScannerNews) => void;
  /** The papers of the open form changed, or a scan went on. */
  readonly onPapers: (scan: ScanView | null) => void;
  readonly onQueue: (counts: { readonly waiting: number; readonly needsStaff: number }) => void;
  readonly onTickets: (news: TicketNews) => void;
  /** The fee or the post of this dossier may be otherwise now. */
  readonly onFee: (dossierId: string) => void;
  readonly hid: () => Promise<HidModule>;
  /** The file of a production kiosk; null where the demo makes its own. */
  readonly configPath: string | null;
  readonly canShutDown: boolean;
  readonly onLeave: (how: LeaveHow) => void;
  /** The reader of the demo's dock, beside real ones. */
  readonly demoReader: Reader | null;
  readonly reached?: ((point: CorePoint) => void) | undefined;
}

/** The same, with what stands before the visit and the counter are joined. */
export interface JoinedDeps extends ServiceDeps {
  readonly store: Store;
  readonly disk: DiskBudget;
  readonly audit: AuditLog;
  readonly catalogueRoad: CatalogueRoad;
  readonly portalRoad: PortalRoad;
}
