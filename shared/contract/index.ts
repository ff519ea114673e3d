import type { ContractRouterClient } from '@orpc/contract';
import { deskContract } from './desk.ts';
import { dockContract } from './dock.ts';
import { draftsContract } from './drafts.ts';
import { feesContract } from './fees.ts';
import { consentContract, identityContract } from './identity.ts';
import { papersContract } from './papers.ts';
import { personalDataContract } from './personal-data.ts';
import { postContract } from './post.ts';
import { proceduresContract } from './procedures.ts';
import { ratingContract } from './rating.ts';
import { readinessContract } from './readiness.ts';
import { receiptsContract } from './receipts.ts';
import { revisionsContract } from './revisions.ts';
import { sessionContract } from './session.ts';
import { setUpContract } from './set-up.ts';
import { registrationContract, signInContract } from './sign-in.ts';
import { staffContract } from './staff.ts';
import { submissionContract } from './submission.ts';
import { suspendContract } from './suspend.ts';
import { systemContract } from './system.ts';

export type { Ticket, TicketDesk } from './tickets.ts';

import { takeHomeContract } from './take-home.ts';
import { technicianContract } from './technician.ts';
import { ticketsContract } from './tickets.ts';
import { trackingContract } from './tracking.ts';

/** The only road between page and core. Client, fakes and role check all derive from it. */
export const contract = {
  system: systemContract,
  session: sessionContract,
  setUp: setUpContract,
  takeHome: takeHomeContract,
  dock: dockContract,
  procedures: proceduresContract,
  identity: identityContract,
  consent: consentContract,
  drafts: draftsContract,
  papers: papersContract,
  submission: submissionContract,
  receipts: receiptsContract,
  signIn: signInContract,
  registration: registrationContract,
  suspend: suspendContract,
  tracking: trackingContract,
  revisions: revisionsContract,
  staff: staffContract,
  desk: deskContract,
  tickets: ticketsContract,
  rating: ratingContract,
  readiness: readinessContract,
  technician: technicianContract,
  personalData: personalDataContract,
  fees: feesContract,
  post: postContract,
};

export type Contract = typeof contract;
export type CoreClient = ContractRouterClient<Contract>;

export { type CallRules, mayCall, type Role } from './call.ts';
export type {
  DeskAct,
  DeskDossier,
  DeskItem,
  DeskList,
  DeskState,
  DeskTab,
  OfficeForm,
  ReceptionState,
  RegisterLine,
} from './desk.ts';
export {
  type DockPlay,
  type DockState,
  type PortalMood,
  type SampleCode,
  type SamplePaper,
  sampleCodes,
  samplePapers,
} from './dock.ts';
export type { DraftChange, DraftForm, DraftReview, DraftState } from './drafts.ts';
export {
  type Closing,
  closingSchema,
  type Drawer,
  type FeeFile,
  type FeeRow,
  type FeeState,
  type FeeView,
  feeStates,
  type UnmatchedTransfer,
} from './fees.ts';
export {
  type ConsentItem,
  type ConsentList,
  type ConsentProof,
  consentProofSchema,
  type IdentityState,
  type ShownCode,
} from './identity.ts';
export type { PageEditsChoice, PaperPage, PaperState, PapersState, ScanView } from './papers.ts';
export {
  type DataHolding,
  type DataRequest,
  type DataRequestKind,
  type DataRequestRow,
  dataRequestKinds,
  identityChecks,
  type RequestOutcome,
  requestOutcomes,
  requestSteps,
} from './personal-data.ts';
export { type PostageTable, type PostRow, type PostView, postageTableSchema } from './post.ts';
export type {
  Facets,
  MyProcedure,
  ProcedureCard,
  ProcedureFilters,
  ProcedurePage,
  ProcedurePaper,
  ProcedureSearch,
} from './procedures.ts';
export type { RatingState, Score } from './rating.ts';
export {
  type Readiness,
  type ReadinessLevel,
  type ReadinessPart,
  type ReadinessReason,
  type ReadinessRow,
  type ReadinessSays,
  readinessReasons,
  type SelfTest,
  type SelfTests,
  type TestFinding,
  testFindingSchema,
} from './readiness.ts';
export type { ReceiptPrint, ReceiptView } from './receipts.ts';
export {
  type Contrast,
  defaultReading,
  isCameraPlace,
  isStaffPlace,
  type Language,
  languages,
  type Officer,
  type OfficerRole,
  officerRoles,
  officerSchema,
  type Reading,
  readingSchema,
  type SessionState,
  type TextSize,
  textSizes,
} from './session.ts';
export type { SetUpInput, SetUpResult } from './set-up.ts';
export type {
  RegistrationState,
  SignInFault,
  SignInOffer,
  SignInState,
} from './sign-in.ts';
export type { StaffAccount, StaffDoor } from './staff.ts';
export type { FeeChoice, StaffAct, SubmissionProblem, SubmissionState } from './submission.ts';
export type { Suspended, SuspendOffer } from './suspend.ts';
export {
  type Health,
  type Kiosk,
  type KioskEvent,
  type Network,
  type Phase,
  type Profile,
  profiles,
} from './system.ts';
export type { AuditExport, Exported, PackageLook, Packages, TechnicianView } from './technician.ts';
export type {
  Opened,
  Tracked,
  TrackedElsewhere,
  WithdrawalReason,
} from './tracking.ts';
