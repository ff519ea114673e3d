import type {
  ConsentList,
  DataRequest,
  DockState,
  DraftReview,
  Health,
  IdentityState,
  Kiosk,
  Opened,
  Packages,
  PapersState,
  RatingState,
  Readiness,
  ReceiptView,
  RegistrationState,
  SelfTests,
  SessionState,
  SetUpResult,
  SignInOffer,
  SignInState,
  StaffAccount,
  StaffDoor,
  SubmissionState,
  Suspended,
  SuspendOffer,
  TechnicianView,
  Ticket,
  TicketDesk,
  Tracked,
} from '../../../shared/contract/index.ts';
import { defaultReading } from '../../../shared/contract/reading.ts';
import type { Answers, Form } from '../../../shared/form/index.ts';
import { emptyDesk, type FakeDesk } from './desk-examples.ts';
import { type FakeFees, noFees } from './fees-examples.ts';

/** What the fake core says; tests write it and call `tell`. */
export interface FakeKiosk {
  kiosk: Kiosk;
  health: Health;
  session: SessionState;
  setUp: SetUpResult;
  dock: DockState;
  identity: IdentityState;
  consents: ConsentList;
  signIn: SignInState;
  signInOffer: SignInOffer;
  registration: RegistrationState;
  keepOffer: SuspendOffer;
  kept: Suspended | null;
  /** The form that is open; without one the core knows of the papers and of what is handed in alone. */
  form: { readonly form: Form; readonly answers: Answers; readonly review: DraftReview } | null;
  papers: PapersState | null;
  submission: SubmissionState | null;
  receipt: ReceiptView | null;
  tracked: readonly Tracked[];
  opened: Opened | null;
  staffDoor: StaffDoor;
  staffAccounts: readonly StaffAccount[];
  desk: FakeDesk;
  /** Who is called and how many wait. */
  queueNews: { called: number | null; waiting: number; calls: number };
  ticket: Ticket | null;
  ticketDesk: TicketDesk;
  rating: RatingState;
  readiness: Readiness;
  selfTests: SelfTests;
  technician: TechnicianView;
  packages: Packages;
  dataRequests: readonly DataRequest[];
  fees: FakeFees;
  /** The one picture that every page of a paper shows. */
  pagePicture: Uint8Array<ArrayBuffer>;
}

const sessionId = '0192f0c1-2345-7abc-8def-0123456789ab';

/** An open visit at a place, the way the core would report it. */
export function openSession(
  place: string,
  change: Partial<Extract<SessionState, { kind: 'open' }>> = {},
): SessionState {
  return {
    kind: 'open',
    sessionId,
    role: 'citizen',
    place,
    reading: defaultReading,
    idleQuestion: null,
    officer: null,
    backTo: null,
    isCalling: false,
    ...change,
  };
}

/** A kiosk in service that nobody has touched yet. */
export function untouched(change: Partial<FakeKiosk>): FakeKiosk {
  return {
    kiosk: {
      version: '0.1.0',
      profile: 'production',
      kioskId: 'K2',
      office: {
        name: 'Trung tâm Phục vụ hành chính công',
        place: 'Xã Chư Păh, tỉnh Gia Lai',
        counter: 'Quầy số 1',
      },
      tickets: [{ id: 'counter', vi: 'Nộp và nhận hồ sơ tại quầy', en: 'Hand in and collect at the desk' }],
      pxPerMm: 3.2,
      idle: { askAfterSeconds: 60, answerWithinSeconds: 30 },
    },
    health: { phase: { kind: 'ready' }, network: { state: 'online', cause: null, clockOffsetMs: 0 } },
    session: { kind: 'none' },
    setUp: { errors: [], saved: true, enrolment: 'later', enrolmentFault: null },
    dock: { network: 'online', portal: 'well', clockShiftMinutes: 0 },
    identity: { step: 'none' },
    consents: { items: [], neededFrom: null },
    signIn: { step: 'none' },
    signInOffer: { signIn: 'not-offered', registration: 'desk' },
    registration: { step: 'none' },
    keepOffer: { kind: 'nothing-open' },
    kept: null,
    form: null,
    papers: null,
    submission: null,
    receipt: null,
    tracked: [],
    opened: null,
    staffDoor: { isNew: true, needsFirstCode: false, accounts: [], shownCard: null },
    staffAccounts: [],
    desk: emptyDesk,
    queueNews: { called: null, waiting: 0, calls: 0 },
    ticket: null,
    ticketDesk: { waiting: [], called: null, missed: [] },
    rating: { kind: 'not-asked' },
    readiness: { checkedAtMs: 0, rows: [] },
    selfTests: { tests: [], isCardAwaited: false },
    technician: {
      version: '0.1.0',
      profile: 'production',
      config: [],
      file: { state: 'same', errors: [] },
      inbox: '/srv/kiosk/service/inbox',
      outbox: '/srv/kiosk/service/outbox',
      canShutDown: true,
    },
    packages: { version: '2026-11-22', files: [] },
    dataRequests: [],
    fees: noFees,
    pagePicture: new Uint8Array(),
    ...change,
  };
}
