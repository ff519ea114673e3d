import http from 'node:http';
import * as z from 'zod';
import { renderAdminPage } from './admin-page.ts';
import type { CodeRow, KioskRow, RequestRow } from './database.ts';
import type { DossierDoor, FileToShow } from './dossiers/dossier-door.ts';
import { type Misbehaviour, misbehaviourSchema } from './misbehaviour.ts';
import { bankOrderSchema, type PaymentDesk } from './payments/payment-desk.ts';
import type { PortalState } from './portal-state.ts';
import type { RatingBook } from './ratings.ts';
import type { SignInDesk } from './sign-in/sign-in-desk.ts';

/** What the control interface shows and moves. */
export interface AdminDeps {
  readonly address: string;
  kiosks(): readonly KioskRow[];
  codes(): readonly CodeRow[];
  requests(limit?: number): readonly RequestRow[];
  misbehaviours(): readonly Misbehaviour[];
  isOpen(): boolean;
  misbehave(rule: Misbehaviour): Promise<void>;
  issueEnrolmentCode(options: { readonly kioskId?: string; readonly validForMs?: number }): string;
  removeKiosk(kioskId: string): boolean;
  readonly signIn: SignInDesk;
  readonly dossiers: DossierDoor;
  readonly ratings: RatingBook;
  readonly payments: PaymentDesk;
  listCitizens(): PortalState['signIn']['citizens'];
}

const codeRequestSchema = z.strictObject({
  kioskId: z.string().min(1).optional(),
  validForMs: z.int().optional(),
});
const phoneAnswerSchema = z.strictObject({
  answer: z.enum(['approve', 'deny']),
  /** The newest code when none is named. */
  userCode: z.string().optional(),
  /** The first sample citizen when nobody is named. */
  idNumber: z.string().optional(),
});
const signInOfferSchema = z.strictObject({ provider: z.boolean(), registration: z.boolean() });
const removalSchema = z.strictObject({ kioskId: z.string().min(1) });

/**
 * The control interface on a loopback port of its own, for the demo's dock, for tests and for a person with a browser:
 *
 * - `GET /` a page to look at; `GET /state` the same as JSON (`PortalState`)
 * - `POST /misbehave` a `Misbehaviour`: `{"kind":"latency","ms":3000,"times":2,"call":"health"}`, `{"kind":"none"}`
 * - `POST /enrolment-codes` `{}` or `{"kioskId":"QA7","validForMs":60000}`, answers `{"code":"…"}`
 * - `POST /sign-in/answer` `{"answer":"approve"}` or `"deny"`: a phone answers; answers `{"answered":true}`
 * - `POST /sign-in/offer` `{"provider":true,"registration":false}`: what people are offered
 * - `POST /kiosks/remove` `{"kioskId":"QA7"}`, answers `{"removed":true}`
 * - `POST /bank/pay` `{"way":"exact"}` with a `dossierId` or without: the bank plays it; answers `{"references":[…]}`
 * - everything below `/dossiers`: dossiers/dossier-door.ts
 *
 * Bodies and answers are JSON; a wrong body is 400 with the reasons.
 */
export function createAdminServer(deps: AdminDeps): http.Server {
  function state(): PortalState {
    return {
      address: deps.address,
      open: deps.isOpen(),
      kiosks: deps.kiosks().map((kiosk) => ({ kioskId: kiosk.kiosk_id, enrolledAt: kiosk.enrolled_at })),
      codes: deps.codes().map((code) => ({
        name: code.name,
        expiresAt: new Date(code.expires_at).toISOString(),
        used: code.used_by_key !== null,
      })),
      misbehaviours: deps.misbehaviours(),
      signIn: {
        offered: deps.signIn.offered,
        waiting: deps.signIn.waiting(),
        messages: deps.signIn.registrations.messages(),
        citizens: deps.listCitizens(),
        tokensHeld: deps.signIn.tokensHeld(),
      },
      dossiers: deps.dossiers.list(),
      ratings: deps.ratings.list(),
      payments: deps.payments.offers(),
      requests: deps.requests(100),
    };
  }

  async function change(path: string, body: unknown): Promise<unknown> {
    switch (path) {
      case '/misbehave':
        await deps.misbehave(misbehaviourSchema.parse(body));
        return state();
      case '/enrolment-codes': {
        const { kioskId, validForMs } = codeRequestSchema.parse(body);
        return {
          code: deps.issueEnrolmentCode({
            ...(kioskId === undefined ? {} : { kioskId }),
            ...(validForMs === undefined ? {} : { validForMs }),
          }),
        };
      }
      case '/sign-in/answer':
        return { answered: await deps.signIn.answer(phoneAnswerSchema.parse(body)) };
      case '/sign-in/offer':
        Object.assign(deps.signIn.offered, signInOfferSchema.parse(body));
        return state();
      case '/kiosks/remove':
        return { removed: deps.removeKiosk(removalSchema.parse(body).kioskId) };
      case '/bank/pay':
        return { references: deps.payments.pay(bankOrderSchema.parse(body)) };
      default:
        return deps.dossiers.change(path, body);
    }
  }

  async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    // A page on another origin can reach loopback: it cannot fake Host, and JSON from it needs a preflight.
    if (!/^(127\.0\.0\.1|localhost):\d+$/.test(incoming.headers.host ?? '')) return send(outgoing, 403, null);
    if (incoming.method === 'GET' && path === '/') return sendPage(outgoing, renderAdminPage(state()));
    if (incoming.method === 'GET' && path === '/state') return send(outgoing, 200, state());
    if (incoming.method === 'GET' && path === '/dossiers') return send(outgoing, 200, deps.dossiers.list());
    if (incoming.method === 'GET') {
      const file = deps.dossiers.findFile(path);
      return file === null ? send(outgoing, 404, null) : sendFile(outgoing, file);
    }
    if (incoming.method !== 'POST') return send(outgoing, 405, null);
    if (path === '/bank/pay' && isOwnForm(incoming)) {
      await change(path, Object.fromEntries(new URLSearchParams(await readText(incoming))));
      outgoing.writeHead(303, { location: '/' });
      outgoing.end();
      return;
    }
    if (incoming.headers['content-type'] !== 'application/json') return send(outgoing, 415, null);
    const done = await change(path, await readJson(incoming));
    return send(outgoing, done === null ? 404 : 200, done);
  }

  return http.createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (error instanceof z.ZodError) send(outgoing, 400, { errors: error.issues });
      else if (error instanceof SyntaxError) send(outgoing, 400, { errors: [{ message: 'not JSON' }] });
      else incoming.socket.destroy();
    });
  });
}

/** A button of our own page: a browser names the page's origin, and no other page can. */
function isOwnForm({ headers }: http.IncomingMessage): boolean {
  return (
    headers['content-type'] === 'application/x-www-form-urlencoded' &&
    headers.origin === `http://${headers.host}`
  );
}

async function readText(incoming: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function readJson(incoming: http.IncomingMessage): Promise<unknown> {
  return JSON.parse(await readText(incoming));
}

function send(outgoing: http.ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}

function sendPage(outgoing: http.ServerResponse, html: string): void {
  outgoing.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    'cache-control': 'no-store',
  });
  outgoing.end(html);
}

function sendFile(outgoing: http.ServerResponse, { name, bytes }: FileToShow): void {
  outgoing.writeHead(200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}"`,
    'content-length': String(bytes.length),
    'cache-control': 'no-store',
  });
  outgoing.end(bytes);
}
