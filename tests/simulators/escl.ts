import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type EsclHabits, type PageAccident, wellBehaved } from './escl-habits.ts';
import { capabilitiesXml, statusXml } from './escl-xml.ts';

export interface SimulatedEscl {
  /** `http://127.0.0.1:port`, without the root. */
  readonly origin: string;
  readonly port: number;
  readonly address: string;
  /** What reached it, as "METHOD path". */
  readonly requests: string[];
  /** Orders that were posted, as XML. */
  readonly orders: string[];
  /** Lays sheets into the feeder; each is a picture, both sides of it when the order is duplex. */
  load(sheets: readonly Buffer[]): void;
  /** What lies on the glass. */
  lay(page: Buffer): void;
  change(habits: Partial<EsclHabits>): void;
  /** What happens at the page with this number, counted from 1 over all jobs. */
  plan(page: number, accident: PageAccident): void;
  /** Paper out, cover closed, nobody else. */
  clear(): void;
  /** Switched off and on: no paper in it, and no job. */
  restart(): void;
  /** Somebody else's job holds it until `release`. */
  occupy(): void;
  release(): void;
  readonly jobsOpen: number;
  stop(): Promise<void>;
}

interface Job {
  readonly id: string;
  readonly isFeeder: boolean;
  readonly isDuplex: boolean;
  pagesGiven: number;
  notYetLeft: number;
  lateLeft: number;
  state: 'Processing' | 'Completed' | 'Aborted' | 'Canceled';
}

/** Speaks eSCL on the wire, with every habit of a bad device as a switch; an unknown request is an error of the client. */
export async function startEscl(
  given: Partial<EsclHabits> = {},
  options: { readonly tls?: { readonly key: string; readonly cert: string }; readonly port?: number } = {},
): Promise<SimulatedEscl> {
  let habits = { ...wellBehaved, ...given };
  let sheets: Buffer[] = [];
  let glass: Buffer | null = null;
  let backSide: Buffer | null = null;
  let jobs: Job[] = [];
  let lastJob = 0;
  let pages = 0;
  let settleLeft = 0;
  let feeder: 'Jam' | 'DoorOpen' | null = null;
  let isOccupied = false;
  let isBlocked = false;
  const accidents = new Map<number, PageAccident>();
  const requests: string[] = [];
  const orders: string[] = [];
  const sockets = new Set<Socket>();

  function openJob(): Job | undefined {
    return jobs.find(({ state }) => state === 'Processing');
  }

  function feederState(): string {
    if (feeder !== null) return `ScannerAdf${feeder}`;
    if (sheets.length > 0 || backSide !== null) {
      return habits.feederSaysProcessing ? 'ScannerAdfProcessing' : 'ScannerAdfLoaded';
    }
    return 'ScannerAdfEmpty';
  }

  function status(): string {
    const settling = settleLeft > 0;
    if (settling) settleLeft -= 1;
    const isBusy = isOccupied || openJob() !== undefined || settling;
    return statusXml({
      prefixes: habits.prefixes,
      state: isBusy ? 'Processing' : 'Idle',
      feeder: habits.hasFeeder ? feederState() : null,
      jobs: jobs.map((job) => ({ uri: `${habits.root}/ScanJobs/${job.id}`, state: job.state })),
    });
  }

  function createJob(body: string, response: http.ServerResponse): void {
    orders.push(body);
    const isFeeder = body.includes('>Feeder<');
    if (isOccupied || isBlocked || openJob() !== undefined) {
      response.writeHead(503, { 'retry-after': '1' }).end();
      return;
    }
    if (feeder !== null || (isFeeder && sheets.length === 0)) {
      response.writeHead(409).end();
      return;
    }
    lastJob += 1;
    const job: Job = {
      id: `job-${lastJob}`,
      isFeeder,
      isDuplex: body.includes('Duplex>true<'),
      pagesGiven: 0,
      notYetLeft: habits.notYet,
      lateLeft: habits.lateBefore,
      state: 'Processing',
    };
    jobs = [job, ...jobs].slice(0, 5);
    const path = `${habits.root}/ScanJobs/${job.id}`;
    const locations: Readonly<Record<EsclHabits['location'], string | null>> = {
      absolute: `${origin}${path}`,
      relative: path,
      bare: path.slice(1),
      localhost: `http://localhost:9${path}/`,
      'broken-ipv6': `http://[fe80::1%25eth0:80${path}`,
      'doubled-slashes': `${origin}/${path.replaceAll('/', '//')}/`,
      none: null,
    };
    const location = locations[habits.location];
    response.writeHead(201, location === null ? {} : { location }).end();
  }

  /** The next side of paper for a job; null when there is none. */
  function feed(job: Job): Buffer | null {
    if (!job.isFeeder) return job.pagesGiven === 0 ? glass : null;
    if (backSide !== null) {
      const side = backSide;
      backSide = null;
      return side;
    }
    const sheet = sheets.shift() ?? null;
    if (job.isDuplex) backSide = sheet;
    return sheet;
  }

  async function nextDocument(job: Job, response: http.ServerResponse, socket: Socket): Promise<void> {
    if (job.state === 'Canceled') {
      response.writeHead(404).end();
      return;
    }
    if (job.notYetLeft > 0) {
      job.notYetLeft -= 1;
      response.writeHead(503, habits.retryAfter === null ? {} : { 'retry-after': habits.retryAfter }).end();
      return;
    }
    // Only while paper is left: at the end of the pile it means what it says.
    if (job.lateLeft > 0 && (sheets.length > 0 || backSide !== null)) {
      job.lateLeft -= 1;
      response.writeHead(404).end();
      return;
    }
    const accident = accidents.get(pages + 1);
    const page = accident?.kind === 'other' ? accident.body : feed(job);
    if (page === null) {
      job.state = 'Completed';
      settleLeft = habits.settleLooks;
      isBlocked = habits.wantsDelete;
      response.writeHead(habits.endStatus).end();
      return;
    }
    pages += 1;
    accidents.delete(pages);
    if (habits.pageDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, habits.pageDelayMs));
    switch (accident?.kind) {
      case 'jam':
      case 'cover':
        feeder = accident.kind === 'jam' ? 'Jam' : 'DoorOpen';
        job.state = 'Aborted';
        response.writeHead(409).end();
        return;
      case 'conflict':
        job.state = 'Aborted';
        response.writeHead(409).end();
        return;
      case 'forbidden':
        response.writeHead(403).end();
        return;
      case 'stopped':
        job.state = 'Canceled';
        response.writeHead(404).end();
        return;
      default:
        break;
    }
    job.pagesGiven += 1;
    job.notYetLeft = habits.notYet;
    job.lateLeft = habits.lateBefore;
    if (!job.isFeeder) job.state = 'Completed';
    sendPage(page, accident?.kind, response, socket);
  }

  function sendPage(
    page: Buffer,
    accident: PageAccident['kind'] | undefined,
    response: http.ServerResponse,
    socket: Socket,
  ): void {
    const type = habits.contentType === null ? {} : { 'content-type': habits.contentType };
    const lengths = {
      right: { 'content-length': page.length },
      'too-long': { 'content-length': page.length + 1_000 },
      chunked: { 'transfer-encoding': 'chunked' },
      none: { connection: 'close' },
    };
    response.writeHead(200, { ...type, ...lengths[habits.length] });
    if (accident === 'power-off' || accident === 'silence') {
      response.write(page.subarray(0, page.length >> 1), () => {
        if (accident === 'power-off') socket.destroy();
      });
      return;
    }
    if (habits.length === 'too-long' || habits.resetsAfterPage) {
      response.write(page, () =>
        habits.resetsAfterPage && options.tls === undefined ? socket.resetAndDestroy() : socket.destroy(),
      );
      return;
    }
    response.end(page);
  }

  function endJob(job: Job | undefined, response: http.ServerResponse): void {
    if (job !== undefined) {
      if (habits.hatesEarlyDelete && settleLeft > 0) feeder = 'Jam';
      job.state = job.state === 'Processing' ? 'Canceled' : job.state;
      jobs = jobs.filter((one) => one !== job);
      isBlocked = false;
    }
    response.writeHead(job === undefined ? 404 : 200).end();
  }

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = '', url = '/', socket } = request;
    requests.push(`${method} ${url}`);
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    if (habits.redirectTo !== null) {
      response.writeHead(307, { location: `${habits.redirectTo}${url}` }).end();
      return;
    }
    if (habits.host !== null && request.headers.host !== habits.host) {
      response.writeHead(400).end();
      return;
    }
    const path = url.startsWith(`${habits.root}/`) ? url.slice(habits.root.length + 1) : '';
    const [place, id, what] = path.split('/');
    const job = jobs.find((one) => one.id === id);
    if (method === 'GET' && place === 'ScannerCapabilities') {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(capabilitiesXml(habits));
    } else if (method === 'GET' && place === 'ScannerStatus') {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(status());
    } else if (method === 'POST' && path === 'ScanJobs') {
      createJob(Buffer.concat(body).toString('utf8'), response);
    } else if (method === 'GET' && place === 'ScanJobs' && what === 'NextDocument') {
      if (job === undefined) response.writeHead(404).end();
      else await nextDocument(job, response, socket);
    } else if (method === 'DELETE' && place === 'ScanJobs' && what === undefined) {
      endJob(job, response);
    } else {
      response.writeHead(404).end();
    }
  }

  const onRequest = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    answer(request, response).catch(() => response.destroy());
  };
  const server =
    options.tls === undefined ? http.createServer(onRequest) : https.createServer(options.tls, onRequest);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The client is told by a reset, nothing here needs to know.
    socket.on('error', () => {});
    if (habits.sleepsFor > 0) {
      habits = { ...habits, sleepsFor: habits.sleepsFor - 1 };
      socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;

  return {
    origin,
    port,
    address: `${origin}${habits.root}`,
    requests,
    orders,
    load(given) {
      sheets = [...sheets, ...given];
    },
    lay(page) {
      glass = page;
    },
    change(change) {
      habits = { ...habits, ...change };
    },
    plan(page, accident) {
      accidents.set(page, accident);
    },
    restart() {
      sheets = [];
      backSide = null;
      jobs = [];
      feeder = null;
      isBlocked = false;
    },
    clear() {
      feeder = null;
      isOccupied = false;
    },
    occupy() {
      isOccupied = true;
    },
    release() {
      isOccupied = false;
    },
    get jobsOpen() {
      return jobs.length;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
