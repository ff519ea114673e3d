import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type http from 'node:http';
import type { Citizen } from './citizens.ts';
import type { ProviderWay } from './lies.ts';
import { falsify } from './lies.ts';
import { createMemoryAdapters } from './memory-adapter.ts';

export const signInScope = 'openid profile citizen';
export const kioskClientId = 'mot-cua-kiosk';
export const idNumberClaim = 'citizen_id';

/** A code that waits for its phone. */
export interface WaitingCode {
  readonly userCode: string;
  readonly at: number;
}

/**
 * The identity provider of the reference portal: a real oidc-provider with the device grant, mounted below `issuer`. Only
 * the page on the phone is our own (phone-page.ts): the real one is VNeID's.
 */
export async function createSignInProvider(options: {
  readonly issuer: string;
  /** The page that the QR leads to. */
  readonly phonePage: string;
  readonly intervalSeconds: number;
  readonly findCitizen: (idNumber: string) => Citizen | null;
  /** What to do wrong at a step, if anything. */
  readonly takeWay: (ways: readonly ProviderWay[]) => ProviderWay | null;
}) {
  // Loaded at the first sign-in: most tests of the portal never ask.
  const { default: Provider, errors } = await import('oidc-provider');
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const adapters = createMemoryAdapters();
  const subjectOf = new Map<string, string>();

  const provider = new Provider(options.issuer, {
    adapter: adapters.adapter,
    jwks: { keys: [{ ...own.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    clients: [
      {
        client_id: kioskClientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    scopes: signInScope.split(' '),
    claims: {
      openid: ['sub'],
      profile: ['name', 'birthdate', 'gender'],
      citizen: [idNumberClaim],
    },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
    },
    ttl: { DeviceCode: 600, AccessToken: 600, IdToken: 600, Grant: 600 },
    findAccount: (_context, subject) => {
      const idNumber = [...subjectOf].find(([, known]) => known === subject)?.[0];
      const citizen = idNumber === undefined ? null : options.findCitizen(idNumber);
      if (citizen === null) return undefined;
      return {
        accountId: subject,
        claims: () => ({
          sub: subject,
          name: citizen.fullName,
          ...(citizen.birthDate === null ? {} : { birthdate: citizen.birthDate }),
          ...(citizen.gender === null ? {} : { gender: citizen.gender }),
          ...(options.takeWay(['no-number']) === null ? { [idNumberClaim]: citizen.idNumber } : {}),
        }),
      };
    },
  });

  let waiting: readonly WaitingCode[] = [];

  provider.use(async (context, next) => {
    await next();
    const body: unknown = context.body;
    if (typeof body !== 'object' || body === null) return;
    switch (context.oidc?.route) {
      case 'discovery':
        if (options.takeWay(['issuer']) !== null) {
          context.body = { ...body, issuer: 'https://dang-nhap.example.vn' };
        }
        return;
      case 'device_authorization': {
        if (!('user_code' in body) || typeof body.user_code !== 'string') return;
        waiting = [...waiting, { userCode: body.user_code, at: Date.now() }];
        const isPlain = options.takeWay(['plain-address']) !== null;
        const page = isPlain ? 'http://dang-nhap.example.vn/phone' : options.phonePage;
        context.body = {
          ...body,
          verification_uri: page,
          verification_uri_complete: `${page}?code=${encodeURIComponent(body.user_code)}`,
          interval: options.intervalSeconds,
          ...(options.takeWay(['short-code']) === null ? {} : { expires_in: 1 }),
        };
        return;
      }
      case 'token': {
        if (!('id_token' in body) || typeof body.id_token !== 'string') return;
        const way = options.takeWay([
          'token-issuer',
          'nonce',
          'audience',
          'signature',
          'future',
          'ended-token',
          'no-token',
        ]);
        if (way === null) return;
        const { id_token: honest, ...others } = body;
        const told = falsify(way, honest, { own, foreign });
        context.body = told === undefined ? others : { ...others, id_token: told };
        return;
      }
    }
  });
  const callback = provider.callback();

  async function findCode(userCode: string) {
    return provider.DeviceCode.findByUserCode(userCode.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  }

  return {
    /** Serves a request below the issuer's path. */
    serve(incoming: http.IncomingMessage, outgoing: http.ServerResponse): void {
      const url = incoming.url ?? '';
      const { pathname } = new URL(options.issuer);
      // As a framework does when it mounts: the provider finds its own path in what is left out.
      Object.assign(incoming, { originalUrl: url, url: url.slice(pathname.length) || '/' });
      void callback(incoming, outgoing);
    },
    waiting: () => waiting,
    tokensHeld: () => adapters.count('AccessToken') + adapters.count('RefreshToken'),
    issued: adapters.issued,
    /** The phone's answer to a code. False when there is no such code, or it was answered, or it is over. */
    async answer(userCode: string, answer: { readonly idNumber: string } | 'deny'): Promise<boolean> {
      const code = await findCode(userCode);
      if (code === undefined || code.isExpired || code.accountId !== undefined || code.error !== undefined) {
        return false;
      }
      waiting = waiting.filter((one) => one.userCode !== userCode);
      if (answer === 'deny') {
        const { error, error_description: errorDescription } = new errors.AccessDenied();
        Object.assign(code, { error, errorDescription });
      } else {
        const subject = createHash('sha256').update(`${options.issuer} ${answer.idNumber}`).digest('hex');
        subjectOf.set(answer.idNumber, subject);
        const grant = new provider.Grant({ accountId: subject, clientId: kioskClientId });
        grant.addOIDCScope(signInScope);
        Object.assign(code, {
          accountId: subject,
          grantId: await grant.save(),
          scope: signInScope,
          authTime: Math.floor(Date.now() / 1_000),
          nonce: code.params?.nonce,
        });
      }
      await code.save();
      return true;
    },
  };
}

export type SignInProvider = Awaited<ReturnType<typeof createSignInProvider>>;
