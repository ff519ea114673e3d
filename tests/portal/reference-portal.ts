import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CatalogueManifest, formatEnrolmentCode, makeEnrolmentCode } from '../../shared/portal/index.ts';
import { createAdminServer } from './admin.ts';
import { createAnswering } from './answering.ts';
import { type CertificateKind, makeCertificate, type PortalCertificate } from './certificates.ts';
import { type KioskRow, openPortalDatabase, type RequestRow } from './database.ts';
import { createDoor } from './door.ts';
import { openDossierTables } from './dossiers/dossier-database.ts';
import { createDossierDesk, type DossierDesk } from './dossiers/dossier-desk.ts';
import { createDossierDoor } from './dossiers/dossier-door.ts';
import { createUploads } from './dossiers/uploads.ts';
import { createMisbehaviours, type Misbehaviour, type WireStep } from './misbehaviour.ts';
import { createPaymentDesk, type PaymentDesk } from './payments/payment-desk.ts';
import { openRatingBook, type RatingBook } from './ratings.ts';
import { createSignInDesk, type SignInDesk } from './sign-in/sign-in-desk.ts';

export interface ReferencePortalOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly adminPort?: number;
  /** Keeps the portal's database, key and certificate; without it everything is in memory. */
  readonly dataDir?: string | null;
  /** HTTPS with this certificate; plain HTTP without. */
  readonly https?: CertificateKind | null;
  /** How often the provider lets a waiting kiosk ask; real ones say five seconds, tests have no time. */
  readonly signInIntervalSeconds?: number;
}

export interface ReferencePortal {
  /** Base address for the kiosk. */
  readonly address: string;
  readonly adminAddress: string;
  /** The authority of its certificate (PEM); null over plain HTTP. */
  readonly authority: string | null;
  readonly publicKey: string;
  /** Makes a one-time code, valid an hour unless told otherwise; a negative time makes one that is too old. */
  issueEnrolmentCode(options?: { readonly kioskId?: string; readonly validForMs?: number }): string;
  misbehave(rule: Misbehaviour): Promise<void>;
  kiosks(): readonly KioskRow[];
  /** Forgets a kiosk: from now on it is a stranger. */
  removeKiosk(kioskId: string): boolean;
  /** The newest requests first. */
  requests(limit?: number): readonly RequestRow[];
  countRequests(call: WireStep): number;
  publishManifest(manifest: CatalogueManifest): void;
  /** Sign-in: what is offered, the phones, the messages with codes. */
  readonly signIn: SignInDesk;
  /** What arrived, and what officers do with it. */
  readonly desk: DossierDesk;
  /** Anonymous ratings, as counted. */
  readonly ratings: RatingBook;
  /** Codes to pay by, and the bank behind them. */
  readonly payments: PaymentDesk;
  stop(): Promise<void>;
}

const emptyManifest: CatalogueManifest = { version: '0', publishedAt: '2026-07-01T00:00:00.000Z', files: [] };
const codeValidMs = 60 * 60 * 1_000;

/**
 * The portal that tests and the demo talk to: a real HTTP server on loopback with its own SQLite, serving shared/portal
 * with every answer signed, and able to misbehave on request.
 */
export async function createReferencePortal(options: ReferencePortalOptions = {}): Promise<ReferencePortal> {
  const dataDir = options.dataDir ?? null;
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
  const certificate = options.https ? await keepCertificate(options.https, dataDir) : null;
  const database = openPortalDatabase(dataDir);
  const misbehaviours = createMisbehaviours();
  const stopping = new AbortController();
  let manifest = emptyManifest;
  const signIn = createSignInDesk({
    database,
    takeWay: misbehaviours.takeWay,
    address: () => address(),
    intervalSeconds: options.signInIntervalSeconds ?? 1,
  });
  // Without a data folder the bytes lie in a folder that goes with the portal.
  const ownFilesDir = dataDir === null ? mkdtempSync(path.join(tmpdir(), 'portal-files-')) : null;
  const filesDir = ownFilesDir ?? path.join(dataDir ?? '', 'files');
  const tables = openDossierTables(database.sqlite);
  const desk = createDossierDesk({ tables, filesDir });
  const ratings = openRatingBook(database.sqlite);
  const payments = createPaymentDesk(database.sqlite);
  const answering = createAnswering({
    database,
    signIn,
    desk,
    ratings,
    payments,
    uploads: createUploads({ desk, tables, filesDir }),
    manifest: () => manifest,
    takeMischief: misbehaviours.take,
    stopped: stopping.signal,
  });

  const serve: http.RequestListener = (incoming, outgoing) => {
    answering.answer(incoming, outgoing).catch(() => incoming.socket.destroy()); // the kiosk hung up, or the portal stops
  };
  const server = certificate
    ? https.createServer({ key: certificate.key, cert: certificate.cert }, serve)
    : http.createServer(serve);
  // A handshake that the kiosk breaks off (bad certificate) is the point of the exercise.
  server.on('tlsClientError', () => {});
  const door = createDoor(server, options.port ?? 0);
  await door.open();
  function address(): string {
    return `${certificate ? 'https' : 'http'}://127.0.0.1:${door.port()}`;
  }

  function forget(): void {
    database.close();
    if (ownFilesDir !== null) rmSync(ownFilesDir, { recursive: true, force: true });
  }

  async function misbehave(rule: Misbehaviour): Promise<void> {
    switch (rule.kind) {
      case 'none':
        misbehaviours.clear();
        return door.open();
      case 'offline':
        return door.shut();
      default:
        misbehaviours.add(rule);
    }
  }

  const portal = {
    address: address(),
    signIn,
    desk,
    ratings,
    payments,
    authority: certificate?.authority ?? null,
    publicKey: answering.portalPublicKey,
    issueEnrolmentCode(code: { readonly kioskId?: string; readonly validForMs?: number } = {}) {
      const made = makeEnrolmentCode(randomBytes(20));
      const expiresAt = Date.now() + (code.validForMs ?? codeValidMs);
      database.putCode({ ...made, kioskId: code.kioskId ?? null, expiresAt });
      return formatEnrolmentCode(made);
    },
    misbehave,
    kiosks: database.listKiosks,
    removeKiosk: database.removeKiosk,
    requests: (limit = 100) => database.listRequests(limit),
    countRequests: database.countRequests,
    publishManifest(next: CatalogueManifest) {
      manifest = next;
    },
  };

  const adminDoor = createDoor(
    createAdminServer({
      ...portal,
      codes: database.listCodes,
      dossiers: createDossierDoor(desk),
      listCitizens: database.listCitizens,
      misbehaviours: misbehaviours.list,
      isOpen: door.isOpen,
    }),
    options.adminPort ?? 0,
  );
  try {
    await adminDoor.open();
  } catch (error) {
    await door.shut();
    forget();
    throw error;
  }

  return {
    ...portal,
    adminAddress: `http://127.0.0.1:${adminDoor.port()}`,
    async stop() {
      stopping.abort();
      await Promise.all([door.shut(), adminDoor.shut()]);
      forget();
    },
  };
}

/** A portal that is started again on the same folder shows the same certificate. */
async function keepCertificate(kind: CertificateKind, dataDir: string | null): Promise<PortalCertificate> {
  if (dataDir === null) return makeCertificate(kind);
  const file = path.join(dataDir, `certificate-${kind}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const made = await makeCertificate(kind); // first start on this folder
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
    return made;
  }
}
