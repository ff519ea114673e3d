import type http from 'node:http';
import type { PortalDatabase } from '../database.ts';
import type { Citizen } from './citizens.ts';
import type { ProviderWay } from './lies.ts';
import { renderPhonePage } from './phone-page.ts';
import {
  createSignInProvider,
  idNumberClaim,
  kioskClientId,
  type SignInProvider,
  signInScope,
} from './provider.ts';
import { createRegistrationDesk } from './registrations.ts';

const providerPath = '/oidc';
const phonePath = '/phone';

/** Everything of the portal that has to do with signing in: provider, phone, registration, and what it offers. */
export function createSignInDesk(deps: {
  readonly database: PortalDatabase;
  readonly takeWay: (ways: readonly ProviderWay[]) => ProviderWay | null;
  /** Known once the portal listens. */
  readonly address: () => string;
  readonly intervalSeconds: number;
}) {
  const { database } = deps;
  const offered = { provider: true, registration: true };
  let provider: Promise<SignInProvider> | null = null;
  let latest: SignInProvider | null = null;
  let polls = 0;

  function getProvider(): Promise<SignInProvider> {
    provider ??= createSignInProvider({
      issuer: `${deps.address()}${providerPath}`,
      phonePage: `${deps.address()}${phonePath}`,
      intervalSeconds: deps.intervalSeconds,
      findCitizen: database.findCitizen,
      takeWay: deps.takeWay,
    }).then((made) => {
      latest = made;
      return made;
    });
    return provider;
  }

  /** The phone of one citizen answers the newest code, or the named one. False when none waits. */
  async function answer(wish: {
    readonly answer: 'approve' | 'deny';
    readonly userCode?: string | undefined;
    readonly idNumber?: string | undefined;
  }): Promise<boolean> {
    const userCode = wish.userCode ?? latest?.waiting().at(-1)?.userCode;
    const idNumber = wish.idNumber ?? database.listCitizens()[0]?.idNumber;
    if (userCode === undefined || idNumber === undefined || latest === null) return false;
    return latest.answer(userCode, wish.answer === 'deny' ? 'deny' : { idNumber });
  }

  async function servePhone(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const query = new URL(incoming.url ?? '/', deps.address()).searchParams;
    const page = {
      userCode: query.get('code') ?? '',
      citizens: database.listCitizens(),
      done: null as Parameters<typeof renderPhonePage>[0]['done'],
    };
    if (incoming.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const as = form.get('as') ?? 'deny';
      const wish = { answer: as === 'deny' ? 'deny' : 'approve', idNumber: as } as const;
      const isTaken = await answer({ ...wish, userCode: form.get('code') ?? '' });
      page.done = isTaken ? (as === 'deny' ? 'denied' : 'approved') : 'over';
    }
    outgoing.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
      'cache-control': 'no-store',
    });
    outgoing.end(renderPhonePage(page));
  }

  /** What stands in the provider's place when it misbehaves on every answer. */
  function serveStranger(outgoing: http.ServerResponse): boolean {
    switch (deps.takeWay(['html', 'redirect', 'flood'])) {
      case 'html':
        outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Xin chào! Bấm để vào mạng</h1>');
        return true;
      case 'redirect':
        outgoing.writeHead(302, { location: 'https://dang-nhap.example.vn/' }).end();
        return true;
      case 'flood':
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end(`{"issuer":"${'x'.repeat(2_000_000)}"}`);
        return true;
      default:
        return false;
    }
  }

  return {
    registrations: createRegistrationDesk({
      findCitizen: database.findCitizen,
      putCitizen: database.putCitizen,
    }),
    offered,
    isRegistrationOffered: () => offered.registration,
    terms: () => ({
      provider: offered.provider
        ? {
            issuer: `${deps.address()}${providerPath}`,
            clientId: kioskClientId,
            scope: signInScope,
            idNumberClaim,
          }
        : null,
      registration: offered.registration,
    }),
    answer,
    waiting: () => latest?.waiting() ?? [],
    /** How often a kiosk has asked for tokens. */
    polls: () => polls,
    /** Tokens and device codes that were ever given out. */
    issued: () => latest?.issued() ?? [],
    tokensHeld: () => latest?.tokensHeld() ?? 0,
    isMine: (path: string) =>
      path.startsWith(`${providerPath}/`) || path === phonePath || path.startsWith(`${phonePath}?`),
    async serve(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
      const path = incoming.url ?? '/';
      if (path.startsWith(phonePath)) return servePhone(incoming, outgoing);
      if (serveStranger(outgoing)) return;
      if (path === `${providerPath}/token`) polls += 1;
      if (path === `${providerPath}/token` && deps.takeWay(['slow-down']) !== null) {
        outgoing.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"slow_down"}');
        return;
      }
      (await getProvider()).serve(incoming, outgoing);
    },
  };
}

export type SignInDesk = ReturnType<typeof createSignInDesk>;

/** What the portal's interface shows of it. */
export interface SignInState {
  readonly offered: { readonly provider: boolean; readonly registration: boolean };
  readonly waiting: readonly { readonly userCode: string }[];
  /** Messages with one-time codes, the newest last. */
  readonly messages: readonly { readonly phone: string; readonly code: string }[];
  readonly citizens: readonly Citizen[];
  /** Tokens that the provider still takes for good. */
  readonly tokensHeld: number;
}
