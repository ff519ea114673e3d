/** Everything a device may do otherwise than the standard says; each is one case of PEERS' list or of bad days. */
export interface EsclHabits {
  readonly makeAndModel: string;
  readonly serial: string | null;
  /** Path of the interface, as the firmware writes it. */
  readonly root: string;
  readonly hasGlass: boolean;
  readonly hasFeeder: boolean;
  readonly isDuplex: boolean;
  /** Namespace prefixes of its XML; the empty one is a default namespace. */
  readonly prefixes: readonly [string, string];
  /** Leaves out sizes, resolutions and colour modes. */
  readonly isTerse: boolean;
  readonly location:
    | 'absolute'
    | 'relative'
    | 'bare'
    | 'localhost'
    | 'broken-ipv6'
    | 'doubled-slashes'
    | 'none';
  /** So many 503 before each page, with or without Retry-After. */
  readonly notYet: number;
  readonly retryAfter: string | null;
  /** So many 404 before each page, however much paper there is (Brother, Xerox). */
  readonly lateBefore: number;
  /** What tells that there is no further page. */
  readonly endStatus: 404 | 410;
  /** Without DELETE after a job every next one is refused (Canon DR-S250N). */
  readonly wantsDelete: boolean;
  /** DELETE before the status has settled counts as a jam. */
  readonly hatesEarlyDelete: boolean;
  /** So many status answers say Processing after the last page (Kyocera). */
  readonly settleLooks: number;
  /** The feeder says Processing while paper lies in it. */
  readonly feederSaysProcessing: boolean;
  /** Only this Host is taken. */
  readonly host: string | null;
  readonly contentType: string | null;
  readonly length: 'right' | 'chunked' | 'too-long' | 'none';
  /** Drops the connection right behind the last byte of a page: a reset, over TLS without its goodbye (Kyocera). */
  readonly resetsAfterPage: boolean;
  /** So many connections are refused first, as a sleeping device does. */
  readonly sleepsFor: number;
  /** Answers everything with a redirect to this origin. */
  readonly redirectTo: string | null;
  /** How long the device takes for a page. */
  readonly pageDelayMs: number;
}

/** A device that does what the standard says. */
export const wellBehaved: EsclHabits = {
  makeAndModel: 'Simulated MFP 100',
  serial: 'SIM0001',
  root: '/eSCL',
  hasGlass: true,
  hasFeeder: true,
  isDuplex: true,
  prefixes: ['scan', 'pwg'],
  isTerse: false,
  location: 'absolute',
  notYet: 0,
  retryAfter: null,
  lateBefore: 0,
  endStatus: 404,
  wantsDelete: false,
  hatesEarlyDelete: false,
  settleLooks: 0,
  feederSaysProcessing: false,
  host: null,
  contentType: 'image/jpeg',
  length: 'right',
  resetsAfterPage: false,
  sleepsFor: 0,
  redirectTo: null,
  pageDelayMs: 0,
};

/** What goes wrong with one page: raised instead of it, or in the middle of it. */
export type PageAccident =
  | { readonly kind: 'power-off' | 'silence' | 'jam' | 'cover' | 'conflict' | 'stopped' | 'forbidden' }
  | { readonly kind: 'other'; readonly body: Buffer };
