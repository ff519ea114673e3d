import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Network, Profile, ScanView, SessionState, SignInState } from '../../shared/contract/index.ts';
import { createPlaces, type PlacesFile, placesFileSchema } from '../../shared/places/places.ts';
import type { AuditLog } from './audit/index.ts';
import type { ProcedureCalls } from './catalogue/index.ts';
import {
  type Consents,
  createConsents,
  createIdentities,
  createSessions,
  createSqliteIdentityStore,
  createSqliteSessionStore,
  type Identities,
  type IdentityChange,
  languageOf,
  officeDay,
  type Registrations,
  readConsentPurposes,
  readPrefixes,
  type Sessions,
  type SignIns,
  type Suspensions,
} from './citizen/index.ts';
import { composeCatalogue } from './compose-catalogue.ts';
import { composeDesk } from './compose-desk.ts';
import { composeFees, type FeeCalls } from './compose-fees.ts';
import { composePapers } from './compose-papers.ts';
import { composePersonalData } from './compose-personal-data.ts';
import { composePortal, type Portal } from './compose-portal.ts';
import { composePost, type PostCalls } from './compose-post.ts';
import { composeReadiness, createDeviceMemory } from './compose-readiness.ts';
import { composeSignIn } from './compose-sign-in.ts';
import { auditOfficerGone, composeStaff, type StaffNews } from './compose-staff.ts';
import { composeStore, finishErasures } from './compose-store.ts';
import { composeSubmission, type SubmissionPoint } from './compose-submission.ts';
import { composeSuspensions } from './compose-suspensions.ts';
import { composeTickets } from './compose-tickets.ts';
import { composeTracking, type TrackingCalls } from './compose-tracking.ts';
import type { Desk, Reception, Register } from './desk/index.ts';
import {
  createHidPosReader,
  createPrinter,
  createPrinters,
  createReaders,
  type HidModule,
  type PrinterNews,
  type Reader,
  type ReaderState,
  readReportLayouts,
  type ScannerNews,
} from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  createDrafts,
  createStaffMarks,
  type Drafts,
  type Papers,
  prefillFromIdentity,
  type Revisions,
  type Submission,
} from './dossiers/index.ts';
import { createForms, createPaperForms, type Forms } from './forms/index.ts';
import { createPdfWorkshop } from './pdf/index.ts';
import type { PersonalDataDesk } from './personal-data/index.ts';
import { createRatings, type Ratings } from './rating/index.ts';
import type { Readiness } from './readiness/index.ts';
import type { ReceiptDesk } from './receipt/index.ts';
import type { Staff } from './staff/index.ts';
import { createPins, type ErasurePoint, type ShellSecrets, type Store } from './storage/index.ts';
import { createTakeHome, type TakeHome } from './take-home/index.ts';
import { createTechnician, type LeaveHow, type Technician } from './technician/index.ts';
import type { ThreadPrograms } from './thread-programs.ts';
import type { TicketNews, Tickets } from './tickets/index.ts';
import { createOpenedDossiers } from './tracking/index.ts';
import { createWords } from './words.ts';

/** Named moments at which the process may end and nothing may be lost. */
export type CorePoint = ErasurePoint | SubmissionPoint;

/** What stands once the store is open: everything that keeps or sends something. */
export interface Services {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly portal: Portal;
  readonly procedures: ProcedureCalls;
  readonly identities: Identities;
  readonly consents: Consents;
  readonly drafts: Drafts;
  /** Raises DISK_LOW when the disk could not hold another dossier to its end. */
  readonly assertRoomForNew: () => Promise<void>;
  readonly papers: Papers;
  readonly submission: Submission;
  readonly revisions: Revisions;
  readonly receipts: ReceiptDesk;
  readonly takeHome: TakeHome;
  readonly signIns: SignIns;
  readonly registrations: Registrations;
  readonly suspensions: Suspensions;
  readonly tracking: TrackingCalls;
  readonly staff: Staff;
  readonly desk: Desk;
  readonly register: Register;
  readonly tickets: Tickets;
  readonly ratings: Ratings;
  readonly reception: Reception;
  readonly readiness: Readiness;
  readonly technician: Technician;
  readonly personalData: PersonalDataDesk;
  readonly fees: FeeCalls;
  readonly post: PostCalls;
  close(reason: string): Promise<void>;
}

/** Opens the store and composes the features on it; rejects with the storage fault that stopped it. */
export async function openServices(deps: {
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
}): Promise<Services> {
  const { config, clock, log } = deps;
  const { store, disk, keyProvider, ...storeRoad } = await composeStore(deps);
  const { audit } = store;
  await finishErasures(store, log);
  audit.append({
    id: 'core-started',
    role: 'kiosk',
    details: {
      version: deps.version,
      profile: deps.profile,
      keyProtection: keyProvider.describe().protection,
    },
  });

  const prefixes = readPrefixes(deps.resourcesDir);
  const identities = createIdentities({
    clock,
    store: createSqliteIdentityStore(store),
    write: (work) => store.write(work),
    prefixes,
    session: () => sessions.state(),
    onActivity: () => sessions.touch(),
    onChange: (change) => {
      // "Not me" takes the sign-in of that person along.
      if (change.step === 'none' && change.fault === null) signIns.release();
      deps.onIdentity(change);
    },
    onSlip: deps.onSlip,
    onReceipt: deps.onReceipt,
    onConfirmed: (trust) =>
      audit.append({ id: 'identity-confirmed', role: sessions.role(), details: { trust } }),
    onForgotten: () => consents.withdrawAll(),
  });
  const consents = createConsents({
    store,
    clock,
    purposes: readConsentPurposes(deps.resourcesDir),
    session: () => sessions.state(),
    device: config.kioskId,
    birthDate: () => {
      const who = identities.state();
      return who.step === 'confirmed' ? who.person.birthDate : null;
    },
    helpedBy: () => sessions.officer()?.accountId ?? null,
    stopWork: async () => {
      const draft = drafts.current();
      if (draft !== null) await drafts.discard(draft.draftId);
      identities.forget();
    },
    onGiven: ({ purpose, version, language, textSha256, givenBy, helpedBy }) =>
      audit.append({
        id: 'consent-given',
        role: sessions.role(),
        person: helpedBy,
        details: { purpose, version, language, textSha256, givenBy },
      }),
    onWithdrawn: ({ purpose, version, helpedBy }) =>
      audit.append({
        id: 'consent-withdrawn',
        role: sessions.role(),
        person: helpedBy,
        details: { purpose, version },
      }),
  });

  /** What still goes on for visits that are over. */
  let ending: Promise<void> = Promise.resolve();
  const sessions = createSessions({
    clock,
    store: createSqliteSessionStore(store),
    idle: config.idle,
    onChange: deps.onSession,
    onStarted(sessionId) {
      staff.visitStarted(sessionId);
      audit.append({ id: 'session-started', role: 'citizen', details: { sessionId } });
    },
    onOfficerGone: (gone) => auditOfficerGone(audit, gone),
    onEnded: (ended) => {
      audit.append({ id: 'session-finished', role: 'citizen', details: ended });
      identities.sessionEnded();
      signIns.release();
      registrations.sessionEnded();
      suspensions.sessionEnded();
      printers.endVisit();
      deps.onSlip(null);
      deps.onReceipt(null);
      // No page of this visit arrives any more when its forms are erased.
      ending = ending
        .then(() => paperRoad.papers.endVisit())
        .catch((error: unknown) => log.failure('scanner was left as it is', error))
        .then(() => drafts.eraseLeftBehind());
      deps.onSessionEnded();
    },
  });

  const staff = composeStaff({
    store,
    clock,
    audit,
    sessions,
    isDemo: deps.profile === 'demo',
    dataDir: deps.dataDir,
    onStaff: deps.onStaff,
    takesTestCode: (scanned) => readiness.takesCode(scanned),
  });

  const deviceMemory = createDeviceMemory();
  const hidPos = createHidPosReader({
    hid: deps.hid,
    layoutOf: readReportLayouts(deps.resourcesDir),
    clock,
    log,
  });
  const readers = createReaders(deps.demoReader === null ? [hidPos] : [hidPos, deps.demoReader]);
  readers.start({
    onCode(code) {
      if (!staff.takesCode(code.bytes)) identities.offerCode(code.bytes);
    },
    onState(state) {
      deviceMemory.reader(state);
      deps.onReader(state);
    },
    onTrouble: (fault) => identities.report(fault),
  });

  const { catalogue, procedures, calendar, holidaysAsOf, offer } = composeCatalogue({ ...deps, audit });
  const { adapter, portal, clockOffsetMs, ...portalRoad } = composePortal({ ...deps, store, audit });

  const printers = createPrinters({
    printers: config.printers.map((printer) =>
      createPrinter(printer, { clock, pins: createPins(store, 'printer') }),
    ),
    onNews(news) {
      deviceMemory.printer(news);
      deps.onPrinter(news);
    },
  });
  const workshop = createPdfWorkshop({
    workerPath: deps.threads.pdf,
    fontsDir: path.join(deps.resourcesDir, 'fonts'),
    clock,
  });
  const paperForms = createPaperForms({ workshop });
  let forms: Forms | null = null;
  let places: PlacesFile | null = null;
  const readForms = (): Forms => (forms ??= createForms({ formsDir: path.join(deps.resourcesDir, 'forms') }));
  const readPlaces = (): PlacesFile => (places ??= readPlacesData(deps.resourcesDir));
  const drafts = createDrafts({
    store,
    clock,
    log,
    procedures: {
      find(code) {
        const name = catalogue.find(code)?.name ?? catalogue.findRow(code)?.name;
        if (name === undefined) return undefined;
        return { name, catalogueVersion: catalogue.current().version.manifest.version };
      },
    },
    // Read at the first form: nobody waits for them at the start.
    forms: readForms,
    placesFile: readPlaces,
    papers: paperForms,
    printers,
    communeCode: config.office.communeCode,
    today: () => officeDay(clock.now()),
    session: () => sessions.state(),
    role: () => sessions.role(),
    prefill: () => prefillFromIdentity(identities.state()),
    needsIdentityCheck: () => identities.needsStaffCheck(),
    endWork: () => paperRoad.papers.endWork(),
    onErased: (draftId) => paperRoad.vault.forget(draftId),
    dropRevision: (draftId, forget) => paperRoad.dropRevision(draftId, forget),
  });
  const marks = createStaffMarks({ store, clock, role: () => sessions.role() });
  const paperRoad = composePapers({
    config,
    dataDir: deps.dataDir,
    resourcesDir: deps.resourcesDir,
    threads: deps.threads,
    store,
    disk,
    clock,
    log,
    drafts: drafts.records,
    marks,
    procedure: (code, version) => catalogue.find(code, version),
    mayScanCards: () => consents.isGiven('identity-papers'),
    onActivity: () => sessions.touch(),
    onPapers: deps.onPapers,
    onScanner: deps.onScanner,
  });
  const { signIns, registrations, ...signInRoad } = composeSignIn({
    config,
    clock,
    log,
    audit,
    sessions,
    identities,
    prefixes,
    adapter,
    onSignIn: deps.onSignIn,
  });

  const words = createWords(path.join(deps.resourcesDir, 'strings'));
  const suspensions = composeSuspensions({
    config,
    store,
    clock,
    log,
    audit,
    sessions,
    identities,
    drafts,
    printers,
    workshop,
    words,
    clockOffsetMs,
    onSlip: deps.onSlip,
  });
  const takeHome = createTakeHome({
    procedures,
    forms: readForms,
    papers: paperForms,
    workshop,
    printers,
    office: config.office,
    clock,
    language: () => languageOf(sessions.state()),
    say: (language) => words.in(language, ['find', 'takehome']),
    formPlaces: () => createPlaces(readPlaces()),
    today: () => officeDay(clock.now()),
    onPrinted: (print) =>
      audit.append({ id: 'take-home-printed', role: sessions.role(), details: { ...print } }),
  });

  sessions.restore();
  deps.onIdentity({ step: identities.state().step, fault: null, other: null, count: 0 });
  await drafts.eraseLeftBehind();
  await paperRoad.papers.takeLeftovers();

  const opened = createOpenedDossiers({
    store,
    session: () => sessions.state(),
    identity: () => identities.state(),
  });
  const sessionId = (): string | undefined => {
    const session = sessions.state();
    return session.kind === 'open' ? session.sessionId : undefined;
  };
  const tickets = composeTickets({
    config,
    store,
    clock,
    audit,
    sessions,
    printers,
    workshop,
    words,
    clockOffsetMs,
    onTickets: deps.onTickets,
  });
  deps.onTickets(tickets.news());
  const ratings = createRatings({
    store,
    clock,
    log,
    sessionId,
    today: () => officeDay(clock.now()),
    send: (rating) => adapter.rate(rating),
    onGiven: () => audit.append({ id: 'rating-given', role: sessions.role(), details: {} }),
  });
  const postRoad = composePost({
    config,
    store,
    clock,
    words,
    workshop,
    printers,
    places: () => createPlaces(readPlaces()),
    opened,
    isSessionOpen: () => sessionId() !== undefined,
    officer: () => sessions.officer(),
    role: () => sessions.role(),
    onChange(dossierId) {
      deps.onFee(dossierId);
      void feeRoad.nudge();
    },
  });
  const feeRoad = composeFees({
    config,
    store,
    clock,
    log,
    sessions,
    opened,
    adapter,
    clockOffsetMs,
    deliveryNow: postRoad.deliveryNow,
    onFee: deps.onFee,
    alsoUntold: [postRoad.untold],
  });
  const submissionRoad = composeSubmission({
    config,
    notBeforeMs: holidaysAsOf,
    store,
    disk,
    clock,
    log,
    audit,
    sessions,
    identities,
    consents,
    drafts,
    marks,
    paperRoad,
    paperForms,
    printers,
    workshop,
    words,
    calendar,
    adapter,
    opened,
    postOffered: offer.resultByPost,
    procedure: (code, version) => catalogue.find(code, version),
    clockOffsetMs,
    onQueue: deps.onQueue,
    onRoadLost() {
      const { watch } = portalRoad;
      if (watch.network().state === 'online') void watch.checkNow();
    },
    reached: deps.reached,
    cashTaken: feeRoad.cashTaken,
    noteSealed({ fee, ...sealed }) {
      feeRoad.noteSealed(sealed.dossierId, sealed.revision, fee);
      postRoad.noteSealed(sealed);
    },
    onHandedIn: (procedureCode) => ratings.offer(procedureCode),
  });
  const tracking = composeTracking({
    store,
    clock,
    log,
    sessions,
    identities,
    opened,
    words,
    submission: submissionRoad,
    onTaken: () => deps.onReceipt(null),
  });
  const deskRoad = composeDesk({
    config,
    dataDir: deps.dataDir,
    resourcesDir: deps.resourcesDir,
    threads: deps.threads,
    store,
    clock,
    log,
    audit,
    sessions,
    printers,
    workshop,
    words,
    submission: submissionRoad,
  });
  const readiness = composeReadiness({
    config,
    stringsDir: path.join(deps.resourcesDir, 'strings'),
    store,
    disk,
    clock,
    log,
    audit,
    sessions,
    devices: deviceMemory,
    printers,
    workshop,
    paperRoad,
    submissionRoad,
    catalogue,
    network: () => portalRoad.watch.network(),
    networkReason: () => portalRoad.watch.reason(),
    isEnrolled: () => adapter.isEnrolled(),
    prefixes,
    words,
  });
  const personalData = composePersonalData({
    config,
    store,
    clock,
    log,
    audit,
    sessions,
    calendar,
    workshop,
    printers,
    forms: readForms,
    places: () => createPlaces(readPlaces()),
    contentOf: submissionRoad.contentOf,
    openCorrection: (dossierId) => submissionRoad.revisions.openCorrection(dossierId),
    words,
  });
  const technician = createTechnician({
    config,
    configPath: deps.configPath,
    folder: config.service.folder ?? path.join(deps.dataDir, 'service'),
    dataDir: deps.dataDir,
    version: deps.version,
    profile: deps.profile,
    clock,
    audit,
    catalogue,
    role: () => sessions.role(),
    accounts: () => staff.accounts(),
    canShutDown: deps.canShutDown,
    onLeave: deps.onLeave,
  });
  await deskRoad.start();
  await submissionRoad.start();
  const fees = feeRoad.start(submissionRoad.contentOf);
  const post = postRoad.start({
    contentOf: submissionRoad.contentOf,
    collectVnd: (dossierId, { way }) => (way === 'post' ? fees.owedVnd(dossierId) : 0),
    feeWay: fees.wayOf,
    desk: fees.desk,
  });
  portalRoad.start((reason) => {
    submissionRoad.queue.nudge(reason);
    void feeRoad.nudge();
  });
  ratings.start();
  await suspensions.eraseOver();

  return {
    store,
    audit,
    sessions,
    procedures,
    identities,
    consents,
    drafts,
    assertRoomForNew: () => disk.assertRoomForNew(),
    papers: paperRoad.papers,
    submission: submissionRoad.submission,
    revisions: submissionRoad.revisions,
    receipts: submissionRoad.receipts,
    takeHome,
    signIns,
    registrations,
    suspensions,
    tracking,
    staff,
    desk: deskRoad.desk,
    register: deskRoad.register,
    tickets,
    ratings,
    readiness,
    technician,
    personalData,
    fees,
    post,
    portal,
    reception: submissionRoad.reception,
    async close(reason) {
      await readers.stop();
      portalRoad.stop();
      await signInRoad.close();
      tracking.close();
      await deskRoad.close();
      tickets.stop();
      await submissionRoad.close();
      await feeRoad.close();
      portalRoad.close();
      await ratings.stop();
      catalogue.close();
      sessions.close();
      suspensions.close();
      await ending;
      storeRoad.close();
      await paperRoad.close();
      await workshop.close();
      await drafts.eraseLeftBehind();
      audit.append({ id: 'core-stopped', role: 'kiosk', details: { reason } });
      store.close();
    },
  };
}

/** Administrative units as they ship; the page gets the same file. */
function readPlacesData(resourcesDir: string): PlacesFile {
  const text = readFileSync(path.join(resourcesDir, 'places/admin-units.json'), 'utf8');
  return placesFileSchema.parse(JSON.parse(text));
}
