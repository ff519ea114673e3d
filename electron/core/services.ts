import type { AuditLog } from './audit/index.ts';
import type { ProcedureCalls } from './catalogue/index.ts';
import type { Consents, Identities, Registrations, Sessions, SignIns, Suspensions } from './citizen/index.ts';
import { composeCatalogue } from './compose-catalogue.ts';
import { type Counter, composeCounter } from './compose-counter.ts';
import type { FeeCalls } from './compose-fees.ts';
import { composePortal, type Portal } from './compose-portal.ts';
import type { PostCalls } from './compose-post.ts';
import { composeStore, finishErasures } from './compose-store.ts';
import type { TrackingCalls } from './compose-tracking.ts';
import { composeVisit } from './compose-visit.ts';
import type { Desk, Reception, Register } from './desk/index.ts';
import type { Drafts, Papers, Revisions, Submission } from './dossiers/index.ts';
import type { PersonalDataDesk } from './personal-data/index.ts';
import type { Ratings } from './rating/index.ts';
import type { Readiness } from './readiness/index.ts';
import type { ReceiptDesk } from './receipt/index.ts';
import type { ServiceDeps } from './service-deps.ts';
import type { Staff } from './staff/index.ts';
import type { Store } from './storage/index.ts';
import type { TakeHome } from './take-home/index.ts';
import type { Technician } from './technician/index.ts';
import type { Tickets } from './tickets/index.ts';

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
export async function openServices(deps: ServiceDeps): Promise<Services> {
  const { store, disk, keyProvider, ...storeRoad } = await composeStore(deps);
  const { audit } = store;
  await finishErasures(store, deps.log);
  audit.append({
    id: 'core-started',
    role: 'kiosk',
    details: {
      version: deps.version,
      profile: deps.profile,
      keyProtection: keyProvider.describe().protection,
    },
  });

  const catalogueRoad = composeCatalogue({ ...deps, audit });
  const portalRoad = composePortal({ ...deps, store, audit });
  const joined = { ...deps, store, disk, audit, catalogueRoad, portalRoad };
  // Readers are awake before the self-tests are: until then no code is one of theirs.
  let selfTests: Counter['readiness'] | null = null;
  const visit = await composeVisit({
    ...joined,
    takesTestCode: (scanned) => selfTests?.takesCode(scanned) ?? false,
  });
  const counter = composeCounter({ ...joined, visit });
  selfTests = counter.readiness;
  const { fees, post } = await counter.start();
  portalRoad.start((reason) => counter.nudge(reason));
  counter.ratings.start();
  await visit.suspensions.eraseOver();

  const { submissionRoad } = counter;
  return {
    store,
    audit,
    sessions: visit.sessions,
    procedures: catalogueRoad.procedures,
    identities: visit.identities,
    consents: visit.consents,
    drafts: visit.drafts,
    assertRoomForNew: () => disk.assertRoomForNew(),
    papers: visit.paperRoad.papers,
    submission: submissionRoad.submission,
    revisions: submissionRoad.revisions,
    receipts: submissionRoad.receipts,
    reception: submissionRoad.reception,
    takeHome: visit.takeHome,
    signIns: visit.signIns,
    registrations: visit.registrations,
    suspensions: visit.suspensions,
    tracking: counter.tracking,
    staff: visit.staff,
    desk: counter.desk,
    register: counter.register,
    tickets: counter.tickets,
    ratings: counter.ratings,
    readiness: counter.readiness,
    technician: counter.technician,
    personalData: counter.personalData,
    fees,
    post,
    portal: portalRoad.portal,
    async close(reason) {
      portalRoad.stop();
      await visit.stop();
      await counter.close();
      portalRoad.close();
      await counter.ratings.stop();
      catalogueRoad.catalogue.close();
      storeRoad.close();
      await visit.close();
      audit.append({ id: 'core-stopped', role: 'kiosk', details: { reason } });
      store.close();
    },
  };
}
