import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { readConsentPurposes } from '../../electron/core/citizen/index.ts';
import {
  contentTypeOf,
  pageHeaders,
  resolvePageFile,
  withNonce,
} from '../../electron/supervise/page-policy.ts';
import { systemClock } from '../../shared/clock.ts';
import {
  type ConsentList,
  contract,
  type DataRequest,
  type DockState,
  type Health,
  type IdentityState,
  type Kiosk,
  type KioskEvent,
  type Language,
  type Opened,
  type Packages,
  type PapersState,
  type RatingState,
  type Readiness,
  type ReceiptView,
  type RegistrationState,
  type SelfTests,
  type SessionState,
  type SetUpResult,
  type SignInOffer,
  type SignInState,
  type StaffAccount,
  type StaffDoor,
  type SubmissionState,
  type Suspended,
  type TechnicianView,
  type Ticket,
  type TicketDesk,
  type Tracked,
} from '../../shared/contract/index.ts';
import { defaultReading } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import type { OtherCode } from '../../shared/identity/index.ts';
import { busyReception, emptyDesk, type FakeDesk } from './fake-desk.ts';
import { type FakeFees, noFees } from './fake-fees.ts';
import { shippedProcedures } from './shipped-procedures.ts';

const builtPage = path.resolve(import.meta.dirname, '../../dist/renderer');

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
  kept: Suspended | null;
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

export interface FakeCore {
  readonly address: string;
  readonly state: FakeKiosk;
  /** Names of the calls the page made, oldest first; beats and touches apart. */
  readonly calls: readonly string[];
  /** Sends the present health and session to every page. */
  tell(): void;
  /** A code came to nothing at some reader. */
  tellNews(fault: FaultCode, other: OtherCode | null): void;
  /** The code of a receipt was held before a reader. */
  tellReceipt(code: string): void;
  /** The core dies: sockets close and nobody answers until `wake`. */
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
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

/**
 * Serves the built page under the product's own policy, and a core made from the contract that only plays back what
 * the test wrote: for looks and for the page's own behaviour, without database, portal or devices.
 */
export async function startFakeCore(
  change: Partial<FakeKiosk> = {},
  pageFolder = builtPage,
): Promise<FakeCore> {
  const state: FakeKiosk = {
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
    kept: null,
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
  const calls: string[] = [];
  const listeners = new Set<(event: KioskEvent) => void>();
  let isAwake = true;
  let news = 0;

  const presentState = (): readonly KioskEvent[] => [
    { kind: 'health', health: state.health },
    { kind: 'session', session: state.session },
    { kind: 'identity', step: state.identity.step, fault: null, other: null, count: 0 },
    { kind: 'sign-in', signIn: state.signIn },
    { kind: 'tickets', ...state.queueNews },
    ...(state.papers === null
      ? []
      : ([{ kind: 'device', device: 'scanner', state: 'ready', fault: null }] as const)),
  ];
  const setSession = (session: SessionState): SessionState => {
    state.session = session;
    return session;
  };
  const changeOpen = (change: Partial<Extract<SessionState, { kind: 'open' }>>): SessionState =>
    setSession(state.session.kind === 'open' ? { ...state.session, ...change } : state.session);

  const procedures = shippedProcedures(systemClock);
  const os = implement(contract);
  const router = os.router({
    system: {
      hello: os.system.hello.handler(() => state.kiosk),
      painted: os.system.painted.handler(() => ({ at: Date.now() })),
      events: os.system.events.handler(async function* ({ signal }) {
        const waiting: KioskEvent[] = [...presentState()];
        let wake: () => void = () => {};
        const listen = (event: KioskEvent): void => {
          waiting.push(event);
          wake();
        };
        listeners.add(listen);
        signal?.addEventListener('abort', () => wake());
        try {
          while (!signal?.aborted) {
            const event = waiting.shift();
            if (event) yield event;
            else await new Promise<void>((resolve) => (wake = resolve));
          }
        } finally {
          listeners.delete(listen);
        }
      }),
    },
    session: {
      begin: os.session.begin.handler(({ input }) => {
        calls.push('session.begin');
        return setSession(openSession('/home', { reading: input.reading }));
      }),
      touch: os.session.touch.handler(() => changeOpen({ idleQuestion: null })),
      go: os.session.go.handler(({ input }) => {
        calls.push(`session.go ${input.place}`);
        return changeOpen({ place: input.place });
      }),
      read: os.session.read.handler(({ input }) => {
        calls.push('session.read');
        return changeOpen({ reading: input.reading });
      }),
      end: os.session.end.handler(() => {
        calls.push('session.end');
        return setSession({ kind: 'none' });
      }),
    },
    setUp: {
      save: os.setUp.save.handler(() => {
        calls.push('setUp.save');
        return state.setUp;
      }),
    },
    procedures: {
      search: os.procedures.search.handler(({ input }) => procedures.search(input)),
      browse: os.procedures.browse.handler(({ input }) => procedures.browse(input)),
      get: os.procedures.get.handler(({ input }) => procedures.get(input)),
      mine: os.procedures.mine.handler(({ input }) => procedures.mine(input)),
    },
    identity: {
      state: os.identity.state.handler(() => state.identity),
      showCode: os.identity.showCode.handler(() => state.identity),
      confirm: os.identity.confirm.handler(() => state.identity),
      declare: os.identity.declare.handler(() => state.identity),
      forget: os.identity.forget.handler(() => state.identity),
    },
    consent: {
      list: os.consent.list.handler(() => state.consents),
      give: os.consent.give.handler(() => state.consents),
      withdraw: os.consent.withdraw.handler(() => state.consents),
    },
    // Forms are shown with a real core; here there is none open.
    drafts: {
      offer: os.drafts.offer.handler(() => ({ form: 'generic' })),
      open: os.drafts.open.handler(({ errors }) => noDraft(errors.PROCEDURE_UNKNOWN)),
      current: os.drafts.current.handler(() => {
        const open = state.papers ?? state.submission;
        if (open === null) return null;
        const { draftId, procedureCode, procedureName, revisionKind } = open;
        const answers = {};
        return {
          draftId,
          procedureCode,
          procedureName,
          stepId: 'filing',
          revision: 0,
          answers,
          revisionKind,
          needsIdentityCheck: true,
        };
      }),
      form: os.drafts.form.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      places: os.drafts.places.handler(({ errors }) => noDraft(errors.NOT_READY)),
      answer: os.drafts.answer.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      goTo: os.drafts.goTo.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      prefill: os.drafts.prefill.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      review: os.drafts.review.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      agree: os.drafts.agree.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      discard: os.drafts.discard.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      print: os.drafts.print.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
    },
    papers: {
      state: os.papers.state.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      answer: os.papers.answer.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      decide: os.papers.decide.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      scan: os.papers.scan.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      stop: os.papers.stop.handler(() => ({ stopped: true as const })),
      picture: os.papers.picture.handler(() => new Blob([state.pagePicture], { type: 'image/jpeg' })),
      edit: os.papers.edit.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      keep: os.papers.keep.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      remove: os.papers.remove.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
      move: os.papers.move.handler(({ errors }) => state.papers ?? noDraft(errors.DRAFT_NONE)),
    },
    submission: {
      state: os.submission.state.handler(({ errors }) => state.submission ?? noDraft(errors.DRAFT_NONE)),
      setDelivery: os.submission.setDelivery.handler(
        ({ errors }) => state.submission ?? noDraft(errors.DRAFT_NONE),
      ),
      setFee: os.submission.setFee.handler(({ errors }) => state.submission ?? noDraft(errors.DRAFT_NONE)),
      agree: os.submission.agree.handler(({ errors }) => state.submission ?? noDraft(errors.DRAFT_NONE)),
      prepare: os.submission.prepare.handler(() => ({ files: 2, pages: 3, sizeBytes: 900_000 })),
      submit: os.submission.submit.handler(({ errors }) => noDraft(errors.DOSSIER_INCOMPLETE)),
    },
    receipts: {
      view: os.receipts.view.handler(({ errors }) => state.receipt ?? noDraft(errors.RECEIPT_NONE)),
      print: os.receipts.print.handler(({ errors }) => noDraft(errors.RECEIPT_NONE)),
    },
    signIn: {
      offer: os.signIn.offer.handler(() => state.signInOffer),
      start: os.signIn.start.handler(() => state.signIn),
      state: os.signIn.state.handler(() => state.signIn),
      cancel: os.signIn.cancel.handler(() => ({ step: 'none' })),
    },
    registration: {
      state: os.registration.state.handler(() => state.registration),
      start: os.registration.start.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      resend: os.registration.resend.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      confirm: os.registration.confirm.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      cancel: os.registration.cancel.handler(() => ({ step: 'none' })),
    },
    tracking: {
      find: os.tracking.find.handler(({ errors }) => ({
        kind: 'here' as const,
        dossier: state.tracked[0] ?? noDraft(errors.TRACK_CODE_UNKNOWN),
      })),
      view: os.tracking.view.handler(({ errors }) => state.tracked[0] ?? noDraft(errors.TRACK_NONE)),
      mine: os.tracking.mine.handler(() => ({
        isKnown: state.identity.step === 'confirmed',
        dossiers: [...state.tracked],
      })),
      open: os.tracking.open.handler(({ errors }) => state.opened ?? noDraft(errors.TRACK_NUMBER_WRONG)),
      withdraw: os.tracking.withdraw.handler(({ errors }) => noDraft(errors.TRACK_WITHDRAWAL_LATE)),
    },
    revisions: {
      openSupplement: os.revisions.openSupplement.handler(({ errors }) => noDraft(errors.REVISION_OVER)),
      openCorrection: os.revisions.openCorrection.handler(({ errors }) => noDraft(errors.REVISION_OVER)),
    },
    suspend: {
      offer: os.suspend.offer.handler(() => ({ kind: 'nothing-open' })),
      keep: os.suspend.keep.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      kept: os.suspend.kept.handler(() => state.kept),
      print: os.suspend.print.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      resume: os.suspend.resume.handler(({ errors }) => noDraft(errors.RESUME_WRONG)),
    },
    staff: {
      callHelp: os.staff.callHelp.handler(() => changeOpen({ isCalling: true })),
      endCall: os.staff.endCall.handler(() => changeOpen({ isCalling: false })),
      door: os.staff.door.handler(() => state.staffDoor),
      checkFirst: os.staff.checkFirst.handler(() => state.staffDoor),
      makeFirst: os.staff.makeFirst.handler(() => state.staffDoor),
      signIn: os.staff.signIn.handler(({ errors }) => noDraft(errors.STAFF_PIN_WRONG)),
      handBack: os.staff.handBack.handler(() => changeOpen({ officer: null, role: 'citizen' })),
      changePin: os.staff.changePin.handler(() => ({ done: true as const })),
      accounts: os.staff.accounts.handler(() => [...state.staffAccounts]),
      makeAccount: os.staff.makeAccount.handler(() => [...state.staffAccounts]),
      setPin: os.staff.setPin.handler(() => [...state.staffAccounts]),
      bindCard: os.staff.bindCard.handler(() => [...state.staffAccounts]),
      closeAccount: os.staff.closeAccount.handler(() => [...state.staffAccounts]),
    },
    desk: {
      list: os.desk.list.handler(() => state.desk.list),
      open: os.desk.open.handler(() => state.desk.dossier),
      retry: os.desk.retry.handler(() => state.desk.dossier),
      export: os.desk.export.handler(() => ({ fileName: 'TAM-K2-CDP-2227K.dossier', sizeBytes: 1 })),
      acceptOnPaper: os.desk.acceptOnPaper.handler(() => state.desk.dossier),
      cancel: os.desk.cancel.handler(() => state.desk.dossier),
      printForm: os.desk.printForm.handler(() => ({ printed: true as const })),
      reception: os.desk.reception.handler(() => state.desk.reception),
      compare: os.desk.compare.handler(() => busyReception),
      checkIdentity: os.desk.checkIdentity.handler(() => busyReception),
      register: os.desk.register.handler(() => state.desk.register),
      makeRegister: os.desk.makeRegister.handler(() => ({ rows: 3, fileName: 'register.xlsx' })),
    },
    tickets: {
      take: os.tickets.take.handler(({ errors }) => state.ticket ?? noDraft(errors.TICKET_NOT_OFFERED)),
      mine: os.tickets.mine.handler(() => (state.ticket === null ? [] : [state.ticket])),
      print: os.tickets.print.handler(() => ({ state: 'printed' as const })),
      desk: os.tickets.desk.handler(() => state.ticketDesk),
      next: os.tickets.next.handler(() => state.ticketDesk),
      again: os.tickets.again.handler(() => state.ticketDesk),
      close: os.tickets.close.handler(() => state.ticketDesk),
      callMissed: os.tickets.callMissed.handler(() => state.ticketDesk),
    },
    rating: {
      state: os.rating.state.handler(() => state.rating),
      give: os.rating.give.handler(({ input }) => {
        state.rating = { kind: 'given', score: input.score };
        return state.rating;
      }),
    },
    readiness: {
      view: os.readiness.view.handler(() => state.readiness),
      tests: os.readiness.tests.handler(() => state.selfTests),
      printLetters: os.readiness.printLetters.handler(() => state.selfTests),
      scanBlank: os.readiness.scanBlank.handler(() => state.selfTests),
      awaitCard: os.readiness.awaitCard.handler(() => state.selfTests),
      judge: os.readiness.judge.handler(() => state.selfTests),
      print: os.readiness.print.handler(() => ({ state: 'printed' as const })),
    },
    technician: {
      view: os.technician.view.handler(() => state.technician),
      exportLogs: os.technician.exportLogs.handler(() => ({
        file: 'logs.ndjson',
        lines: 1_204,
        withheld: 2,
      })),
      exportAudit: os.technician.exportAudit.handler(() => ({
        file: 'audit.ndjson',
        events: 3_310,
        isWhole: true,
        firstBadSeq: null,
      })),
      packages: os.technician.packages.handler(() => state.packages),
      lookAtPackage: os.technician.lookAtPackage.handler(({ errors }) =>
        noDraft(errors.CATALOGUE_PACKAGE_SIGNATURE),
      ),
      importPackage: os.technician.importPackage.handler(() => state.packages),
      leave: os.technician.leave.handler(({ input }) => ({ how: input.how })),
    },
    personalData: {
      list: os.personalData.list.handler(() => [...state.dataRequests]),
      take: os.personalData.take.handler(({ errors }) => state.dataRequests[0] ?? noDraft(errors.NOT_READY)),
      get: os.personalData.get.handler(
        ({ errors, input }) =>
          state.dataRequests.find(({ requestId }) => requestId === input.requestId) ??
          noDraft(errors.DATA_REQUEST_NONE),
      ),
      reply: os.personalData.reply.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
      printExtract: os.personalData.printExtract.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
      restrict: os.personalData.restrict.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
      release: os.personalData.release.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
      erase: os.personalData.erase.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
      beginCorrection: os.personalData.beginCorrection.handler(({ errors }) =>
        noDraft(errors.DATA_REQUEST_NONE),
      ),
      close: os.personalData.close.handler(({ errors }) => noDraft(errors.DATA_REQUEST_NONE)),
    },
    fees: {
      view: os.fees.view.handler(({ errors }) => state.fees.fee ?? noDraft(errors.FEE_NONE)),
      offer: os.fees.offer.handler(({ errors }) => noDraft(errors.FEE_NO_ACCOUNT)),
      claim: os.fees.claim.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      list: os.fees.list.handler(() => ({ rows: [...state.fees.rows], total: state.fees.rows.length })),
      find: os.fees.find.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      file: os.fees.file.handler(({ errors }) => state.fees.fee ?? noDraft(errors.FEE_NONE)),
      setDue: os.fees.setDue.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      decideExemption: os.fees.decideExemption.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      takeCash: os.fees.takeCash.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      confirm: os.fees.confirm.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      acceptLate: os.fees.acceptLate.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      correct: os.fees.correct.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      refund: os.fees.refund.handler(({ errors }) => noDraft(errors.FEE_NONE)),
      unmatched: os.fees.unmatched.handler(() => [...state.fees.unmatched]),
      drawers: os.fees.drawers.handler(() => [...state.fees.drawers]),
      closeDrawer: os.fees.closeDrawer.handler(({ errors }) => noDraft(errors.DRAWER_NOT_YOURS)),
      printClosing: os.fees.printClosing.handler(({ errors }) => noDraft(errors.DRAWER_NOT_YOURS)),
    },
    post: {
      table: os.post.table.handler(() => null),
      view: os.post.view.handler(({ errors }) => state.fees.letters[0] ?? noDraft(errors.TRACK_NONE)),
      change: os.post.change.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
      list: os.post.list.handler(() => ({
        rows: [...state.fees.letters],
        total: state.fees.letters.length,
      })),
      setTable: os.post.setTable.handler(({ input }) => input),
      setPostage: os.post.setPostage.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
      setTracking: os.post.setTracking.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
      printLabel: os.post.printLabel.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
      dispatch: os.post.dispatch.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
      printList: os.post.printList.handler(({ errors }) => noDraft(errors.TRACK_NONE)),
    },
    takeHome: {
      print: os.takeHome.print.handler(({ input }) => {
        calls.push(`takeHome.print ${input.what} ${input.paper}`);
        return { state: 'printed' as const, copies: 1 };
      }),
      qr: os.takeHome.qr.handler(({ input }) => ({ text: `https://dichvucong.gov.vn/${input.code}` })),
    },
    dock: {
      state: os.dock.state.handler(() => state.dock),
      play: os.dock.play.handler(({ input }) => {
        calls.push(`dock.play ${input.kind}`);
        if (input.kind === 'network') state.dock = { ...state.dock, network: input.network };
        if (input.kind === 'portal') state.dock = { ...state.dock, portal: input.portal };
        if (input.kind === 'clock') state.dock = { ...state.dock, clockShiftMinutes: input.shiftMinutes };
        return state.dock;
      }),
    },
  });
  const handler = new RPCHandler(router);

  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'kiosk' });
  sockets.on('connection', (socket) => void handler.upgrade(socket, { context: {} }));

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { port } = server.address() as AddressInfo;
    if (pathname === '/core-link') {
      response.writeHead(isAwake ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isAwake ? { port, token: 'again' } : {}));
      return;
    }
    const file = resolvePageFile(pathname);
    const contentType = file === null ? null : contentTypeOf(file);
    if (file === null || contentType === null) {
      response.writeHead(404).end();
      return;
    }
    const nonce = 'test-nonce';
    const bytes = await readFile(path.join(pageFolder, file)).catch(() => null);
    if (bytes === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...pageHeaders({ nonce, contentType, connectTo: [`ws://127.0.0.1:${port}`] }),
    });
    if (file !== 'index.html') {
      response.end(bytes);
      return;
    }
    const core = JSON.stringify({ port, token: 'first' }).replaceAll('"', '&quot;');
    response.end(
      withNonce(bytes.toString('utf8'), nonce).replace(
        '</title>',
        `</title><meta name="kiosk-core" content="${core}">`,
      ),
    );
  });
  server.on('upgrade', (request, socket, head) => {
    if (!isAwake) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    address: `http://127.0.0.1:${port}/`,
    state,
    calls,
    tell() {
      for (const event of presentState()) for (const listen of [...listeners]) listen(event);
    },
    tellNews(fault, other) {
      news += 1;
      const { step } = state.identity;
      for (const listen of [...listeners]) listen({ kind: 'identity', step, fault, other, count: news });
    },
    tellReceipt(code) {
      news += 1;
      for (const listen of [...listeners]) listen({ kind: 'receipt', code, count: news });
    },
    sleep() {
      isAwake = false;
      for (const socket of sockets.clients) socket.terminate();
    },
    wake() {
      isAwake = true;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function noDraft(makeError: (options: { data: { details: Record<string, never> } }) => Error): never {
  throw makeError({ data: { details: {} } });
}

/** What a person has read or agreed to, in the words that ship. */
export function shippedConsents(language: Language, given: readonly string[] = []): ConsentList {
  const items = readConsentPurposes(path.resolve(import.meta.dirname, '../../resources')).map((purpose) => ({
    ...purpose.words[language],
    purpose: purpose.id,
    version: purpose.version,
    basis: purpose.basis,
    sensitive: purpose.sensitive,
    language,
    legalBasis: purpose.legalBasis.map((line) => line[language]),
    textSha256: '0'.repeat(64),
    given: given.includes(purpose.id) ? proofOf(purpose.id, language) : null,
  }));
  return { items, neededFrom: null };
}

function proofOf(purpose: string, language: Language): ConsentList['items'][number]['given'] {
  return {
    proofId: '0192f0c1-2345-7abc-8def-0123456789ac',
    purpose,
    version: 1,
    language,
    textSha256: '0'.repeat(64),
    givenBy: 'self',
    helpedBy: null,
    device: 'K2',
    givenAt: 0,
    withdrawnAt: null,
  };
}

/** An invented person whose card was read. */
export const shownPerson: Extract<IdentityState, { step: 'shown' }> = {
  step: 'shown',
  trust: 'card-qr',
  needsStaffCheck: true,
  warnings: [],
  person: {
    fullName: "Rơ Châm H'Ví",
    idNumber: '064185000456',
    maskedIdNumber: '064•••••456',
    oldIdNumber: null,
    birthDate: '1985-09-05',
    sex: 'Nữ',
    residence: 'Làng Kơ Tŭ, Xã Chư Păh, Gia Lai',
    issueDate: '2024-09-02',
  },
};
