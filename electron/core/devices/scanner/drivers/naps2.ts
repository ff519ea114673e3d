import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../../../shared/faults/index.ts';
import { fitOrder, type ScanOrder } from '../page-areas.ts';
import { pageFileName } from '../page-file.ts';
import { scannerTimings } from '../scanner.machine.ts';
import type {
  ColourMode,
  PaperSource,
  ScanEnd,
  ScannerCapabilities,
  ScannerDriver,
  ScanRun,
} from '../scanner.port.ts';
import { startDeadline } from '../wait.ts';
import { startChild } from './child.ts';

export const naps2Kinds = ['wia', 'twain', 'escl'] as const;
export type Naps2Kind = (typeof naps2Kinds)[number];

/** What NAPS2 writes to its output when a scan fails (its SdkResources, English). */
const sayings: readonly { readonly text: string; readonly fault: FaultCode }[] = [
  { text: 'No pages are in the feeder', fault: 'SCANNER_NO_PAPER' },
  { text: 'No scanned pages to export', fault: 'SCANNER_NO_PAPER' },
  { text: 'has a paper jam', fault: 'SCANNER_JAM' },
  { text: 'cover is open', fault: 'SCANNER_COVER_OPEN' },
  { text: 'scanner is busy', fault: 'SCANNER_BUSY' },
  { text: 'is warming up', fault: 'SCANNER_BUSY' },
  { text: 'scanner is offline', fault: 'SCANNER_LOST' },
  { text: 'could not be found', fault: 'SCANNER_LOST' },
  { text: 'No scanning device was found', fault: 'SCANNER_LOST' },
  { text: 'Communication with the scanning device was interrupted', fault: 'SCANNER_LOST' },
  { text: 'does not support using', fault: 'SCANNER_UNABLE' },
  { text: 'driver is not supported', fault: 'SCANNER_SUPPORT_MISSING' },
  { text: 'An error occurred', fault: 'SCANNER_IO' },
];

const sourceNames: Readonly<Record<PaperSource, string>> = {
  flatbed: 'glass',
  feeder: 'feeder',
  'feeder-duplex': 'duplex',
};

const depthNames: Readonly<Record<ColourMode, string>> = {
  colour: 'color',
  grey: 'gray',
  'black-white': 'bw',
};

/** NAPS2 tells nothing of what a scanner can do: all is offered, and a wish that cannot be met is SCANNER_UNABLE. */
const everything: ScannerCapabilities = {
  sources: (['flatbed', 'feeder', 'feeder-duplex'] as const).map((source) => ({
    source,
    resolutionsDpi: [150, 200, 300, 600],
    colourModes: ['colour', 'grey', 'black-white'],
    maxArea: { widthMm: 216, heightMm: 356 },
  })),
};

/**
 * Scanners of Windows (WIA, TWAIN, eSCL) through NAPS2.Console, which is GPL and therefore only spawned. It saves all
 * pages when the last one is in, says what went wrong on its output, and ends with 0 in any case.
 */
export function createNaps2Driver(deps: {
  /** The program with what stands before its options. */
  readonly command: readonly [string, ...string[]];
  readonly kinds: readonly Naps2Kind[];
  readonly clock: Clock;
}): ScannerDriver {
  const { clock } = deps;
  const [program, ...before] = deps.command;

  /** Runs it to its end; each line that it says is told. */
  async function runProgram(given: {
    readonly args: readonly string[];
    readonly folder: string | undefined;
    readonly ms: number;
    readonly signal: AbortSignal;
    readonly onLine: (line: string) => void;
  }): Promise<number | null> {
    const limit = startDeadline({ clock, ms: given.ms, outer: given.signal, details: { of: 'naps2' } });
    try {
      const child = startChild({
        program,
        args: [...before, ...given.args],
        folder: given.folder,
        env: windowsEnv(),
        clock,
        signal: limit.signal,
        onOut: given.onLine,
        onErr: given.onLine,
      });
      child.hangUp();
      const { code } = await child.ended;
      limit.signal.throwIfAborted();
      return code;
    } finally {
      limit.clear();
    }
  }

  async function scan(kind: Naps2Kind, device: string, run: ScanRun): Promise<ScanEnd> {
    const order = fitOrder(run.job, everything, true);
    if (order === undefined) throw new KioskFault('SCANNER_UNABLE', { details: { source: run.job.source } });
    let said: FaultCode | null = null;
    let scanning = run.pagesBefore;
    const code = await runProgram({
      args: [
        '--noprofile',
        '--driver',
        kind,
        '--device',
        device,
        ...orderArgs(order),
        '-v',
        '-f',
        '-o',
        'page.$(nnnn).jpg',
      ],
      folder: run.folder,
      ms: scannerTimings.jobMs,
      signal: run.signal,
      onLine(line) {
        said = sayings.find(({ text }) => line.includes(text))?.fault ?? said;
        if (/^Scanned page|^Scanning page/i.test(line)) {
          scanning += 1;
          run.progress({ kind: 'scanning', page: scanning, share: null });
        }
      },
    });
    const files = (await readdir(run.folder))
      .filter((name) => /^page\..*\.jpg$|^page\.jpg$/.test(name))
      .sort();
    const pages: string[] = [];
    for (const [index, name] of files.entries()) {
      // Under its number each is a page that outlives a crash.
      const ordinal = run.pagesBefore + index + 1;
      const page = path.join(run.folder, pageFileName({ ordinal, dpi: order.dpi, format: 'jpeg' }));
      await rename(path.join(run.folder, name), page);
      pages.push(page);
    }
    for (const page of pages) await run.page({ path: page, dpi: order.dpi, area: order.area });
    const fault: FaultCode | null = said;
    if (fault === 'SCANNER_NO_PAPER') return files.length === 0 ? 'out-of-paper' : 'done';
    if (fault !== null) throw new KioskFault(fault, { details: { exit: code ?? -1 } });
    if (files.length === 0) throw new KioskFault('SCANNER_IO', { details: { exit: code ?? -1 } });
    return 'done';
  }

  return {
    name: 'naps2',
    lookEveryMs: 30_000,
    start() {},
    async find(signal) {
      const found = await Promise.all(
        deps.kinds.map(async (kind) => {
          const devices: string[] = [];
          await runProgram({
            args: ['--listdevices', '--driver', kind],
            folder: undefined,
            ms: scannerTimings.listMs,
            signal,
            onLine(line) {
              if (!sayings.some(({ text }) => line.includes(text)) && line.trim() !== '')
                devices.push(line.trim());
            },
          });
          return devices.map((device) => ({ kind, device }));
        }),
      );
      // One scanner shows under several kinds: the first kind that has it is enough.
      const names = new Set<string>();
      return found.flat().flatMap(({ kind, device }) => {
        if (names.has(device)) return [];
        names.add(device);
        return [
          {
            id: { driver: 'naps2' as const, vendor: kind, model: device, serial: null },
            capabilities: async () => everything,
            trouble: async () => undefined,
            scan: (run: ScanRun) => scan(kind, device, run),
          },
        ];
      });
    },
    async endVisit() {},
    async stop() {},
  };
}

function orderArgs(order: ScanOrder): readonly string[] {
  const size = order.area === null ? [] : ['--pagesize', `${order.area.widthMm}x${order.area.heightMm}mm`];
  return [
    '--source',
    sourceNames[order.source],
    '--dpi',
    String(order.dpi),
    '--bitdepth',
    depthNames[order.colour],
    ...size,
    // The kiosk makes its own JPEG of true quality; this one must not be seen.
    '--jpegquality',
    '95',
  ];
}

/** Programs of Windows need to know where Windows is. */
function windowsEnv(): Readonly<Record<string, string>> {
  const names = ['SystemRoot', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP', 'USERPROFILE', 'ProgramData'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
