import * as z from 'zod';
import vietnamese from 'zod/v4/locales/vi.js';
import { defaultOfficeHours, officeHoursSchema } from '../calendar/index.ts';

/** The shape of an office's agency code is unverified (FACTS 5), so only its alphabet is checked. */
const agencyCode = z
  .string()
  .regex(/^[A-Z0-9.-]{3,24}$/, 'chữ hoa, số, dấu chấm hoặc gạch nối, 3 đến 24 ký tự');

/** Printed in every temporary code, so: short, and no letter that is read aloud as another. */
const kioskId = z
  .string()
  .regex(/^[A-HJKMNP-Z2-9]{2,6}$/, '2 đến 6 chữ hoa hoặc số, không dùng I, L, O, 0, 1');

const communeCode = z.string().regex(/^\d{5}$/, 'mã xã gồm 5 chữ số');

export const officeSchema = z.strictObject({
  /** Official name of the one-stop office, as it stands on receipts. */
  name: z.string().trim().min(3).max(120),
  /** Commune and province, the line under the name. */
  place: z.string().trim().min(3).max(120),
  /** The desk this kiosk stands at, as people say it ("Quầy số 1"). */
  counter: z.string().trim().min(1).max(40),
  communeCode,
  agencyCode,
});

export const screenSchema = z.strictObject({
  /** Pixels per millimetre of the panel: every size on screen is a token in millimetres. */
  pxPerMm: z.number().min(1).max(20).default(3.2),
});

/** Where the master key comes from. A key file beside the data does not protect a stolen disk. */
export const keySchema = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('file'),
    path: z.string().min(1),
    /** Production accepts a key on the same device as the data only with this line. */
    acceptUnprotectedKey: z.boolean().default(false),
  }),
  z.strictObject({ provider: z.literal('safe-storage') }),
]);

export const portalSchema = z.strictObject({
  /** Base address of the portal's kiosk interface; HTTPS everywhere except on loopback. */
  address: z
    .url({ protocol: /^https?$/, error: 'địa chỉ http(s) đầy đủ, ví dụ https://dichvucong.example.vn/kiosk' })
    .refine(
      (text) => !URL.canParse(text) || isSecureOrLoopback(new URL(text)),
      'chỉ nhận https, trừ máy này',
    ),
  /** A certificate authority of the province, as a PEM file, trusted beside the system's. */
  caPath: z.string().min(1).optional(),
});

export const idleSchema = z.strictObject({
  /** Seconds without touch before the kiosk asks whether somebody is still there (UI.md: 60). */
  askAfterSeconds: z.number().int().min(20).max(600).default(60),
  /** Seconds to answer before the session is wiped (UI.md: 30). */
  answerWithinSeconds: z.number().int().min(10).max(120).default(30),
});

export const suspendSchema = z.strictObject({
  /** Days for which a form is kept that a person asked to continue later; then it is erased. */
  keptDays: z.number().int().min(1).max(60).default(7),
});

/** A printer of the kiosk; each driver brings its own settings. */
export const printerSchema = z.discriminatedUnion('driver', [
  z.strictObject({
    driver: z.literal('folder'),
    /** PDF files are written here. */
    path: z.string().min(1),
  }),
  z.strictObject({
    driver: z.literal('ipp'),
    /** An IPP Everywhere printer or a CUPS queue: `ipp://192.168.1.30/ipp/print`, `ipps://…`, `http://host:631/printers/x`. */
    address: z.url({ protocol: /^(ipps?|https?)$/, error: 'địa chỉ ipp(s) hoặc http(s) đầy đủ' }),
    paper: z.enum(['a4', 'slip']).default('a4'),
    /** Printers sign their own certificates: keep the first (`pin`), ask the system's authorities, or take any. */
    certificates: z.enum(['pin', 'system', 'any']).default('pin'),
  }),
  z.strictObject({
    driver: z.literal('escpos'),
    transport: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('tcp'),
        host: z.string().min(1).max(253),
        port: z.number().int().min(1).max(65_535).default(9100),
      }),
      /** `/dev/usb/lp0`: better a udev link that names vendor, model and serial than a number that moves. */
      z.strictObject({ kind: z.literal('device'), path: z.string().min(1) }),
      /** A serial cable: the speed and the flow control that stand on the printer's self-test slip. */
      z.strictObject({
        kind: z.literal('serial'),
        path: z.string().min(1),
        baudRate: z.number().int().min(1200).max(921_600).default(38_400),
        flow: z.enum(['hardware', 'software', 'none']).default('hardware'),
      }),
    ]),
    /** The roll: 80 mm has 72 mm of print, 58 mm has 48 mm. */
    widthMm: z.union([z.literal(80), z.literal(58)]).default(80),
    dpi: z.literal(203).default(203),
  }),
]);

/** A way to reach scanners; each driver brings its own settings. */
export const scannerSchema = z.discriminatedUnion('driver', [
  z.strictObject({
    driver: z.literal('inbox'),
    /** Pictures and PDFs that are put into this folder are the paper. */
    path: z.string().min(1),
  }),
  z.strictObject({
    driver: z.literal('sane'),
    program: z.string().min(1).default('scanimage'),
    /** Another folder of SANE's configuration than the system's. */
    configDir: z.string().min(1).optional(),
    /** Options of this model, given to every scan as they are. */
    options: z
      .array(z.string().regex(/^--[a-z0-9-]+(=.*)?$/, 'dạng --tên=giá-trị'))
      .max(40)
      .default([]),
  }),
  z.strictObject({
    driver: z.literal('escl'),
    /** `192.168.1.20`, or in full `https://192.168.1.20:443/eSCL`. */
    addresses: z.array(z.string().min(1).max(200)).default([]),
    /** Listen for scanners that announce themselves (mDNS). */
    discover: z.boolean().default(true),
    /** The kiosk's own address in the scanners' network, where it has several. */
    networkInterface: z.string().min(1).optional(),
    /** Scanners sign their own certificates: keep the first (`pin`), ask the system's authorities, or take any. */
    certificates: z.enum(['pin', 'system', 'any']).default('pin'),
  }),
  z.strictObject({
    driver: z.literal('naps2'),
    /** NAPS2.Console.exe, with its path. */
    program: z.string().min(1).default('NAPS2.Console.exe'),
    /** Given before all others: `["console"]` where the program is NAPS2 itself. */
    programArgs: z.array(z.string()).max(10).default([]),
    kinds: z
      .array(z.enum(['wia', 'twain', 'escl']))
      .min(1)
      .default(['wia']),
  }),
]);

export const catalogueSchema = z.strictObject({
  /** Ed25519 public key (base64url) of whoever publishes the catalogue; without it no update is taken in. */
  publisherKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'khóa công khai Ed25519, 43 ký tự base64url')
    .optional(),
});

/** How papers are taken in. */
export const papersSchema = z.strictObject({
  /** TT 05/2025/TT-BNV Đ8: at least 200; maps and drawings 300. */
  scanDpi: z.union([z.literal(200), z.literal(300)]).default(200),
  /** Portals take near 20 MB (FACTS 4, unverified). */
  maxFileBytes: z.number().int().min(1_000_000).max(200_000_000).default(19_000_000),
  /** Whether a dossier is taken in while a paper is still missing ("tôi sẽ bổ sung sau"). */
  mayComeLater: z.boolean().default(true),
});

/** How dossiers go to the portal, and how long they stay here after it. */
export const queueSchema = z.strictObject({
  /** Pages and personal data are erased this long after the portal proved that it holds them. */
  retentionDays: z.number().int().min(0).max(365).default(30),
  /** A thin line that others use, too; null takes what there is. */
  bandwidthBytesPerSecond: z.number().int().min(1_000).nullable().default(null),
});

/** The office's register (Mẫu 07) and what it collects from the kiosk. */
export const deskSchema = z.strictObject({
  /** Names, addresses and telephones stay in the register for so long; the span is the office's to set (unverified). */
  registerYears: z.number().int().min(1).max(70).default(10),
  /** Registers and packed dossiers are written here; without it a folder beside the data. */
  collectPath: z.string().min(1).optional(),
  /** Kiosks for which dossiers are packed without a password, by what `adopt key` says on each of them. */
  receivers: z
    .array(
      z.strictObject({
        name: z.string().trim().min(2).max(60),
        publicKey: z
          .string()
          .regex(/^[A-Za-z0-9_-]{43}$/, 'khóa công khai do lệnh "adopt key" in ra, 43 ký tự base64url'),
      }),
    )
    .max(20)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'tên không được trùng nhau')
    .default([]),
});

/** What numbers are given for ("lấy số"). An office with another queue machine gives none. */
export const ticketsSchema = z.strictObject({
  services: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,20}$/, 'chữ thường, số, gạch nối, 1 đến 20 ký tự'),
        vi: z.string().trim().min(2).max(60),
        en: z.string().trim().min(2).max(60),
      }),
    )
    .max(2)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'mã không được trùng nhau'),
});

const usualTickets: z.infer<typeof ticketsSchema> = {
  services: [{ id: 'counter', vi: 'Nộp và nhận hồ sơ tại quầy', en: 'Hand in and collect at the desk' }],
};

/** Where the technician brings files and takes them away, as on a stick; a folder of the kiosk's own without it. */
export const serviceSchema = z.strictObject({
  folder: z.string().min(1).nullable().default(null),
});

/** Space that is kept so that nothing begun is stopped by a full disk. */
export const diskSchema = z.strictObject({
  /** Put aside in a file, and given back when a begun dossier needs it. */
  reserveBytes: z.number().int().min(1_000_000).default(256_000_000),
  /** Free before another form is begun. */
  newNeedsBytes: z.number().int().min(1_000_000).default(512_000_000),
});

/** The one configuration file of a kiosk. Anything not named here is refused, so that a typing slip is seen. */
export const configSchema = z.strictObject({
  kioskId,
  office: officeSchema,
  screen: screenSchema.default({ pxPerMm: 3.2 }),
  portal: portalSchema,
  key: keySchema,
  idle: idleSchema.default({ askAfterSeconds: 60, answerWithinSeconds: 30 }),
  /** Opening hours: due dates are counted in them. */
  hours: officeHoursSchema.default(defaultOfficeHours),
  catalogue: catalogueSchema.default({}),
  suspend: suspendSchema.default({ keptDays: 7 }),
  /** Tried in this order for each paper. */
  printers: z.array(printerSchema).default([]),
  papers: papersSchema.default({ scanDpi: 200, maxFileBytes: 19_000_000, mayComeLater: true }),
  disk: diskSchema.default({ reserveBytes: 256_000_000, newNeedsBytes: 512_000_000 }),
  queue: queueSchema.default({ retentionDays: 30, bandwidthBytesPerSecond: null }),
  desk: deskSchema.default({ registerYears: 10, receivers: [] }),
  tickets: ticketsSchema.default(usualTickets),
  service: serviceSchema.default({ folder: null }),
  /** In the order in which they are preferred. */
  scanners: z.array(scannerSchema).default([]),
});

export type KioskConfig = z.infer<typeof configSchema>;
export type KioskConfigInput = z.input<typeof configSchema>;

/** Plain HTTP is allowed to this machine only (DESIGN: TLS everywhere except loopback). */
export function isSecureOrLoopback(address: URL): boolean {
  if (address.protocol === 'https:') return true;
  return address.protocol === 'http:' && isLoopbackHost(address.hostname);
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** One thing wrong with a configuration: where, and what, in words for the technician. */
export interface ConfigError {
  readonly path: string;
  readonly message: string;
}

const zodWords = vietnamese().localeError;

/** What zod itself says, in the words of whoever reads the list. */
const inVietnamese: typeof zodWords = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'còn thiếu mục này' : zodWords(issue);

/** Parses a configuration; on failure lists every error at once, each with its path. */
export function parseConfig(
  raw: unknown,
):
  | { readonly ok: true; readonly config: KioskConfig }
  | { readonly ok: false; readonly errors: readonly ConfigError[] } {
  const parsed = configSchema.safeParse(raw, { error: inVietnamese });
  if (parsed.success) return { ok: true, config: parsed.data };
  return {
    ok: false,
    errors: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'không có mục này' }))
        : [{ path: issue.path.join('.') || '(tệp)', message: issue.message }],
    ),
  };
}
