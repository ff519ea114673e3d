import { EventEmitter } from 'node:events';
import type { HidDevice, HidHandle, HidModule } from '../../electron/core/devices/reader/hid-module.ts';

const reportBytes = 64;
const dataBytes = 56;

/** A reader as it is on the desk: what it says of itself, and how it puts a code into reports. */
export interface SimulatedScanner {
  readonly device: HidDevice;
  readonly layout: 'aim' | 'newland';
  /** Refuses to be opened this many times. */
  refusals: number;
  /** Never answers an attempt to open it. */
  hangs: boolean;
}

/** Honeywell's vendor number; model and serial are invented. */
export function honeywell(serialNumber = 'SIM0001', path = '/dev/hidraw0'): SimulatedScanner {
  const device = {
    vendorId: 0x0c2e,
    productId: 0x0b61,
    serialNumber,
    path,
    manufacturer: 'Honeywell',
    product: 'Simulated scanner',
    usagePage: 0x8c,
  };
  return { device, layout: 'aim', refusals: 0, hangs: false };
}

/** Newland leaves the AIM identifier out. */
export function newland(path = '/dev/hidraw5'): SimulatedScanner {
  const device = {
    vendorId: 0x1eab,
    productId: 0x0d10,
    serialNumber: '',
    path,
    manufacturer: 'Newland',
    product: 'Simulated engine',
    usagePage: 0x8c,
  };
  return { device, layout: 'newland', refusals: 0, hangs: false };
}

/** The reports of one code, byte for byte as the makers' manuals print them. */
export function reportsOf(
  bytes: Uint8Array,
  layout: SimulatedScanner['layout'],
  symbology = ']Q1',
): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < bytes.length; from += dataBytes) {
    const part = bytes.subarray(from, from + dataBytes);
    const report = new Uint8Array(reportBytes);
    report[0] = 0x02;
    report[1] = part.length;
    if (layout === 'aim') {
      report.set(Buffer.from(symbology, 'latin1'), 2);
      report.set(part, 5);
      report[61] = 0x73;
    } else report.set(part, 2);
    report[63] = from + dataBytes < bytes.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}

/** A handle with node-hid's behaviour: reading begins with the first `data` listener, closing ends all events. */
class SimulatedHandle extends EventEmitter implements HidHandle {
  closed = false;

  async close(): Promise<void> {
    if (this.closed) throw new Error('device is closed');
    this.closed = true;
    this.removeAllListeners();
  }
}

/** A fake node-hid with a desk of readers that a test plugs in, pulls out and lets read. */
export interface SimulatedHid {
  readonly module: HidModule;
  plugIn(scanner: SimulatedScanner): void;
  /** Pulls the plug: reading fails and the device is not listed any more. */
  pullOut(scanner: SimulatedScanner): void;
  /** Reads a code; `reports` limits how many of its reports are sent. */
  read(scanner: SimulatedScanner, code: string | Uint8Array, reports?: number): void;
  sendRaw(scanner: SimulatedScanner, report: Uint8Array): void;
  /** A fault on the bus while the reader stays plugged in. */
  disturb(scanner: SimulatedScanner): void;
  /** The operating system cannot list devices. */
  setListing(works: boolean): void;
  openHandles(): number;
}

export function createSimulatedHid(): SimulatedHid {
  const desk = new Set<SimulatedScanner>();
  const handles = new Map<SimulatedScanner, SimulatedHandle>();
  let listing = true;

  /** A keyboard and a mouse are always there: the reader must not touch them. */
  const others: readonly HidDevice[] = [
    { vendorId: 0x046d, productId: 0xc31c, path: '/dev/hidraw8', product: 'Keyboard', usagePage: 1 },
    { vendorId: 0x046d, productId: 0xc077, path: '/dev/hidraw9', product: 'Mouse', usagePage: 1 },
  ];

  function handleOf(scanner: SimulatedScanner): SimulatedHandle {
    const handle = handles.get(scanner);
    if (handle === undefined || handle.closed) throw new Error('Nobody has opened the simulated scanner');
    return handle;
  }

  function sendRaw(scanner: SimulatedScanner, report: Uint8Array): void {
    handleOf(scanner).emit('data', Buffer.from(report));
  }

  return {
    module: {
      devicesAsync: async () => {
        if (!listing) throw new Error('cannot open libudev.so.1');
        return [...others, ...[...desk].map((scanner) => ({ ...scanner.device }))];
      },
      HIDAsync: {
        open: async (path) => {
          const scanner = [...desk].find(({ device }) => device.path === path);
          if (scanner === undefined) throw new Error(`cannot open device with path ${path}`);
          if (scanner.hangs) return new Promise<never>(() => {});
          if (scanner.refusals > 0) {
            scanner.refusals -= 1;
            throw new Error('could not open device: permission denied');
          }
          const handle = new SimulatedHandle();
          handles.set(scanner, handle);
          return handle;
        },
      },
    },
    plugIn: (scanner) => void desk.add(scanner),
    pullOut(scanner) {
      desk.delete(scanner);
      handles.get(scanner)?.emit('error', new Error('could not read from HID device'));
    },
    read(scanner, code, reports) {
      const bytes = typeof code === 'string' ? new TextEncoder().encode(code) : code;
      for (const report of reportsOf(bytes, scanner.layout).slice(0, reports)) sendRaw(scanner, report);
    },
    sendRaw,
    disturb: (scanner) => void handleOf(scanner).emit('error', new Error('could not read from HID device')),
    setListing: (works) => {
      listing = works;
    },
    openHandles: () => [...handles.values()].filter(({ closed }) => !closed).length,
  };
}
