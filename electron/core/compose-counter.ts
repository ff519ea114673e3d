import path from 'node:path';
import { officeDay } from '../../shared/calendar/index.ts';
import { createPlaces } from '../../shared/places/places.ts';
import { composeDesk } from './compose-desk.ts';
import { composeFees, type FeeCalls } from './compose-fees.ts';
import { composePersonalData } from './compose-personal-data.ts';
import { composePost, type PostCalls } from './compose-post.ts';
import { composeReadiness } from './compose-readiness.ts';
import { composeSubmission } from './compose-submission.ts';
import { composeTickets } from './compose-tickets.ts';
import { composeTracking } from './compose-tracking.ts';
import type { Visit } from './compose-visit.ts';
import { createRatings } from './rating/index.ts';
import type { JoinedDeps } from './service-deps.ts';
import { createTechnician } from './technician/index.ts';
import { createOpenedDossiers } from './tracking/index.ts';

/** What becomes of a dossier once its form is filled in: handed in, paid, sent, followed, and worked on by officers. */
export type Counter = ReturnType<typeof composeCounter>;

/** Joins queue, fees, post, tracking, the officers' desk and what surrounds it; nothing is sent before `start`. */
export function composeCounter(
  deps: JoinedDeps & {
    readonly visit: Visit;
  },
) {
  const { config, clock, log, store, disk, audit } = deps;
  const { catalogue, calendar, holidaysAsOf, offer } = deps.catalogueRoad;
  const { adapter, clockOffsetMs } = deps.portalRoad;
  const { prefixes, sessions, identities, consents, staff, deviceMemory, printers, workshop, words } =
    deps.visit;
  const { paperForms, readForms, readPlaces, drafts, marks, paperRoad } = deps.visit;

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
      const { watch } = deps.portalRoad;
      if (watch.network().state === 'online') void watch.checkNow();
    },
    reached: deps.reached,
    cashTaken: feeRoad.cashTaken,
    noteSealed({ fee, ...sealed }) {
      feeRoad.noteSealed(sealed.dossierId, sealed.revision, fee);
      postRoad.noteSealed(sealed);
    },
    onHandedIn(procedureCode) {
      ratings.offer(procedureCode);
      // A correction may send the letter elsewhere.
      void store.fileLetters();
    },
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
    network: () => deps.portalRoad.watch.network(),
    networkReason: () => deps.portalRoad.watch.reason(),
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

  return {
    submissionRoad,
    tracking,
    desk: deskRoad.desk,
    register: deskRoad.register,
    tickets,
    ratings,
    readiness,
    technician,
    personalData,
    /** What an officer took out is not sent: the desk comes before the queue. */
    async start(): Promise<{ readonly fees: FeeCalls; readonly post: PostCalls }> {
      await deskRoad.start();
      await submissionRoad.start();
      const fees = feeRoad.start(submissionRoad.contentOf);
      const post = postRoad.start({
        contentOf: submissionRoad.contentOf,
        collectVnd: (dossierId, { way }) => (way === 'post' ? fees.owedVnd(dossierId) : 0),
        feeWay: fees.wayOf,
        desk: fees.desk,
      });
      return { fees, post };
    },
    /** The road to the portal is there again. */
    nudge(reason: 'network' | 'enrolled'): void {
      submissionRoad.queue.nudge(reason);
      void feeRoad.nudge();
    },
    async close(): Promise<void> {
      tracking.close();
      await deskRoad.close();
      tickets.stop();
      await submissionRoad.close();
      await feeRoad.close();
    },
  };
}
