import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import {
  contentTypeOf,
  pageHeaders,
  resolvePageFile,
  withNonce,
} from '../../electron/supervise/page-policy.ts';
import { systemClock } from '../../shared/clock.ts';
import {
  contract,
  type DockState,
  type Health,
  type Kiosk,
  type KioskEvent,
  type SessionState,
  type SetUpResult,
} from '../../shared/contract/index.ts';
import { defaultReading } from '../../shared/contract/reading.ts';
import { shippedProcedures } from './shipped-procedures.ts';

const builtPage = path.resolve(import.meta.dirname, '../../dist/renderer');

/** What the fake core says; tests write it and call `tell`. */
export interface FakeKiosk {
  kiosk: Kiosk;
  health: Health;
  session: SessionState;
  setUp: SetUpResult;
  dock: DockState;
}

export interface FakeCore {
  readonly address: string;
  readonly state: FakeKiosk;
  /** Names of the calls the page made, oldest first; beats and touches apart. */
  readonly calls: readonly string[];
  /** Sends the present health and session to every page. */
  tell(): void;
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
      pxPerMm: 3.2,
      idle: { askAfterSeconds: 60, answerWithinSeconds: 30 },
    },
    health: { phase: { kind: 'ready' }, network: { state: 'online', cause: null, clockOffsetMs: 0 } },
    session: { kind: 'none' },
    setUp: { errors: [], saved: true, enrolment: 'later', enrolmentFault: null },
    dock: { network: 'online', portal: 'well', clockShiftMinutes: 0 },
    ...change,
  };
  const calls: string[] = [];
  const listeners = new Set<(event: KioskEvent) => void>();
  let isAwake = true;

  const presentState = (): readonly KioskEvent[] => [
    { kind: 'health', health: state.health },
    { kind: 'session', session: state.session },
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
    // Nobody is known here: the screens of identity bring their own states.
    identity: {
      state: os.identity.state.handler(() => ({ step: 'none' })),
      showCode: os.identity.showCode.handler(() => ({ step: 'none' })),
      confirm: os.identity.confirm.handler(() => ({ step: 'none' })),
      declare: os.identity.declare.handler(() => ({ step: 'none' })),
      forget: os.identity.forget.handler(() => ({ step: 'none' })),
    },
    consent: {
      list: os.consent.list.handler(() => ({ items: [], neededFrom: null })),
      give: os.consent.give.handler(() => ({ items: [], neededFrom: null })),
      withdraw: os.consent.withdraw.handler(() => ({ items: [], neededFrom: null })),
    },
    // Forms are shown with a real core; here there is none open.
    drafts: {
      offer: os.drafts.offer.handler(() => ({ form: 'generic' })),
      open: os.drafts.open.handler(({ errors }) => noDraft(errors.PROCEDURE_UNKNOWN)),
      current: os.drafts.current.handler(() => null),
      form: os.drafts.form.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      places: os.drafts.places.handler(({ errors }) => noDraft(errors.NOT_READY)),
      answer: os.drafts.answer.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      goTo: os.drafts.goTo.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      prefill: os.drafts.prefill.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      review: os.drafts.review.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      discard: os.drafts.discard.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      print: os.drafts.print.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
    },
    signIn: {
      offer: os.signIn.offer.handler(() => ({ signIn: 'not-offered', registration: 'desk' })),
      start: os.signIn.start.handler(() => ({ step: 'ended', fault: 'SIGN_IN_NOT_OFFERED' })),
      state: os.signIn.state.handler(() => ({ step: 'none' })),
      cancel: os.signIn.cancel.handler(() => ({ step: 'none' })),
    },
    registration: {
      state: os.registration.state.handler(() => ({ step: 'none' })),
      start: os.registration.start.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      resend: os.registration.resend.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      confirm: os.registration.confirm.handler(({ errors }) => noDraft(errors.REGISTRATION_NOT_OFFERED)),
      cancel: os.registration.cancel.handler(() => ({ step: 'none' })),
    },
    suspend: {
      offer: os.suspend.offer.handler(() => ({ kind: 'nothing-open' })),
      keep: os.suspend.keep.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      kept: os.suspend.kept.handler(() => null),
      print: os.suspend.print.handler(({ errors }) => noDraft(errors.DRAFT_NONE)),
      resume: os.suspend.resume.handler(({ errors }) => noDraft(errors.RESUME_WRONG)),
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
