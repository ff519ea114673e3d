/**
 * Input report of a reader in HID-POS mode (HID Point of Sale Usage Tables 1.02, usage page 0x8C), as makers print
 * it: 64 bytes; 0 report id 2, 1 length of the data, 2-4 AIM identifier (`]Q1`), 5-60 data, 61 the maker's own
 * symbology, 62 reserved, 63 bit 0 "more data follows". Newland leaves the AIM identifier out: data at 2-57.
 */
export type ReportLayout = 'aim' | 'plain';

const reportId = 2;
const dataAt = { aim: 5, plain: 2 } as const satisfies Readonly<Record<ReportLayout, number>>;
/** Report id, length, three bytes of identifier, three at the end. */
const framingBytes = 8;
const bracket = 0x5d;

/** What a report did to the code it belongs to. */
export type Taken =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'part' }
  | { readonly kind: 'code'; readonly bytes: Uint8Array; readonly symbology: string | null }
  /** Not a report of the kind, or a code longer than any: thrown away. */
  | { readonly kind: 'noise' };

/** Puts the reports of one reader together to codes. Holds at most `longestBytes`, whatever comes. */
export interface CodeAssembler {
  take(report: Uint8Array): Taken;
  /** True while a code has begun and not ended. */
  isPending(): boolean;
  /** Throws away what has come of a code. */
  drop(): void;
}

export function createCodeAssembler(options: {
  readonly longestBytes: number;
  /** Known for the maker; otherwise each code shows it by its bracket. */
  readonly layout: ReportLayout | null;
}): CodeAssembler {
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;
  let symbology: string | null = null;
  let layout: ReportLayout | null = options.layout;
  /** Inside a code that was too long: its remaining reports are passed over. */
  let skipping = false;

  function drop(): void {
    parts = [];
    sizeBytes = 0;
    symbology = null;
    layout = options.layout;
  }

  function take(report: Uint8Array): Taken {
    if (report[0] !== reportId) return { kind: 'ignored' };
    const length = report[1] ?? 0;
    const more = ((report.at(-1) ?? 0) & 1) === 1;
    if (skipping) {
      skipping = more;
      return { kind: 'ignored' };
    }
    layout ??= report[2] === bracket ? 'aim' : 'plain';
    const malformed = length > report.length - framingBytes || (layout === 'aim' && report[2] !== bracket);
    if (malformed) {
      drop();
      return { kind: 'noise' };
    }
    if (sizeBytes + length > options.longestBytes) {
      drop();
      skipping = more;
      return { kind: 'noise' };
    }
    if (layout === 'aim') symbology ??= String.fromCharCode(...report.subarray(2, 5));
    const from = dataAt[layout];
    parts.push(report.slice(from, from + length));
    sizeBytes += length;
    if (more) return { kind: 'part' };
    const code = { kind: 'code', bytes: joined(parts, sizeBytes), symbology } as const;
    drop();
    // Some readers send an empty report after a reset.
    return code.bytes.length === 0 ? { kind: 'ignored' } : code;
  }

  return { take, isPending: () => parts.length > 0, drop };
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
