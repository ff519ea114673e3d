import { readFileSync } from 'node:fs';
import path from 'node:path';
import { officeDay } from '../../shared/calendar/index.ts';
import { createPlaces, type PlacesFile, placesFileSchema } from '../../shared/places/places.ts';
import {
  createConsents,
  createIdentities,
  createSessions,
  createSqliteIdentityStore,
  createSqliteSessionStore,
  languageOf,
  readConsentPurposes,
  readPrefixes,
} from './citizen/index.ts';
import { composePapers } from './compose-papers.ts';
import { createDeviceMemory } from './compose-readiness.ts';
import { composeSignIn } from './compose-sign-in.ts';
import { auditOfficerGone, composeStaff } from './compose-staff.ts';
import { composeSuspensions } from './compose-suspensions.ts';
import {
  createHidPosReader,
  createPrinter,
  createPrinters,
  createReaders,
  readReportLayouts,
} from './devices/index.ts';
import { createDrafts, createStaffMarks, prefillFromIdentity } from './dossiers/index.ts';
import { createForms, createPaperForms, type Forms } from './forms/index.ts';
import { createPdfWorkshop } from './pdf/index.ts';
import type { JoinedDeps } from './service-deps.ts';
import { createPins } from './storage/index.ts';
import { createTakeHome } from './take-home/index.ts';
import { createWords } from './words.ts';

/** What a person at the kiosk has: their visit, who they are, what they agreed to, their form and its papers. */
export type Visit = Awaited<ReturnType<typeof composeVisit>>;

/** Joins visit, person, consents, officers, readers, form and papers, and takes up what the last run left. */
export async function composeVisit(
  deps: JoinedDeps & {
    /** A self-test of the readers waits for any code at all. */
    readonly takesTestCode: (scanned: Uint8Array) => boolean;
  },
) {
  const { config, clock, log, store, disk, audit } = deps;
  const { catalogue, procedures } = deps.catalogueRoad;
  const { adapter, clockOffsetMs } = deps.portalRoad;

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
    takesTestCode: deps.takesTestCode,
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

  return {
    prefixes,
    sessions,
    identities,
    consents,
    staff,
    deviceMemory,
    printers,
    workshop,
    words,
    paperForms,
    readForms,
    readPlaces,
    drafts,
    marks,
    paperRoad,
    signIns,
    registrations,
    suspensions,
    takeHome,
    /** Nobody comes any more: readers and sign-ins end. */
    async stop(): Promise<void> {
      await readers.stop();
      await signInRoad.close();
    },
    /** Ends the visit's own work, and erases what it left behind. */
    async close(): Promise<void> {
      sessions.close();
      suspensions.close();
      await ending;
      await paperRoad.close();
      await workshop.close();
      await drafts.eraseLeftBehind();
    },
  };
}

/** Administrative units as they ship; the page gets the same file. */
function readPlacesData(resourcesDir: string): PlacesFile {
  const text = readFileSync(path.join(resourcesDir, 'places/admin-units.json'), 'utf8');
  return placesFileSchema.parse(JSON.parse(text));
}
