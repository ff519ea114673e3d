import type {
  Network,
  ReadinessLevel,
  ReadinessPart,
  ReadinessReason,
  ReadinessRow,
  ReadinessSays,
} from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import type { Paper } from '../devices/index.ts';

/** How one printer answered when it was asked; `null` where it did not in time. */
export type PrinterAnswer =
  | { readonly kind: 'ready'; readonly warning: FaultCode | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly fault: FaultCode };

/** Everything that the rows are made of, asked a moment ago. Times in ms since 1970. */
export interface ReadinessFacts {
  readonly nowMs: number;
  readonly printers: Readonly<Record<Paper, PrinterAnswer>>;
  readonly scanners: readonly { readonly name: string; readonly state: DeviceAnswer }[];
  readonly reader: DeviceAnswer;
  readonly network: Network;
  readonly networkReason: ReadinessReason | null;
  readonly isEnrolled: boolean;
  readonly queue: {
    readonly waiting: number;
    readonly parked: number;
    readonly oldestWaitingAtMs: number | null;
  };
  /** `dossiersFit` is an estimate from what the dossiers here have taken; null when the disk could not be asked. */
  readonly storage: {
    readonly freeBytes: number;
    readonly dossiersFit: number;
    readonly takesNew: boolean;
  } | null;
  readonly isClockTrusted: boolean;
  readonly keyProtection: 'os-store' | 'key-file' | 'key-file-beside-data';
  readonly catalogue: { readonly version: string; readonly checkedOn: string; readonly outdated: boolean };
}

export type DeviceAnswer =
  | { readonly kind: 'ready' | 'busy' | 'absent' }
  | { readonly kind: 'recovering' | 'fault'; readonly fault: FaultCode };

/** From here on a figure is worth a look. */
const limits = {
  /** Receipts show minutes: less is seen by nobody. */
  clockOffsetMs: 60_000,
  queueAgeMs: 24 * 3_600_000,
  dossiersFit: 50,
  catalogueAgeDays: 180,
} as const;

/** The rows of the health screen, in its order. Pure: the same facts give the same words. */
export function readinessRows(facts: ReadinessFacts): readonly ReadinessRow[] {
  return [
    printerRow('a4', facts),
    printerRow('slip', facts),
    ...scannerRows(facts),
    deviceRow('reader', null, facts.reader),
    networkRow(facts),
    queueRow(facts),
    storageRow(facts),
    clockRow(facts),
    keyRow(facts),
    catalogueRow(facts),
  ];
}

function row(
  part: ReadinessPart,
  level: ReadinessLevel,
  says: ReadinessSays,
  more: Partial<Pick<ReadinessRow, 'name' | 'values' | 'fault' | 'reason'>> = {},
): ReadinessRow {
  return { part, level, says, name: null, values: {}, fault: null, reason: null, ...more };
}

function printerRow(paper: Paper, { printers }: ReadinessFacts): ReadinessRow {
  const part = paper === 'a4' ? 'printer-a4' : 'printer-slip';
  const answer = printers[paper];
  const other = printers[paper === 'a4' ? 'slip' : 'a4'];
  switch (answer.kind) {
    case 'ready':
      return answer.warning === null
        ? row(part, 'works', 'printer.ready')
        : row(part, 'limited', 'printer.warning', { fault: answer.warning });
    case 'none':
      // One paper is enough for a receipt.
      return other.kind === 'none'
        ? row(part, 'broken', 'printer.none', { fault: 'PRINTER_NONE' })
        : row(part, 'limited', 'printer.otherPaper');
    case 'fault':
      return row(part, 'broken', 'printer.fault', { fault: answer.fault });
  }
}

function scannerRows({ scanners }: ReadinessFacts): readonly ReadinessRow[] {
  if (scanners.length === 0) return [row('scanner', 'broken', 'scanner.none', { fault: 'SCANNER_NONE' })];
  return scanners.map(({ name, state }) => deviceRow('scanner', name, state));
}

function deviceRow(part: 'scanner' | 'reader', name: string | null, state: DeviceAnswer): ReadinessRow {
  switch (state.kind) {
    case 'ready':
    case 'busy':
      return row(part, 'works', `${part}.${state.kind}`, { name });
    case 'absent':
      // Without a reader a person types or uses the camera; without a scanner no paper comes in.
      return row(part, part === 'reader' ? 'limited' : 'broken', `${part}.absent`, { name });
    case 'recovering':
      return row(part, 'limited', `${part}.recovering`, { name, fault: state.fault });
    case 'fault':
      return row(part, part === 'reader' ? 'limited' : 'broken', `${part}.fault`, {
        name,
        fault: state.fault,
      });
  }
}

function networkRow({ network, networkReason, isEnrolled }: ReadinessFacts): ReadinessRow {
  if (!isEnrolled) return row('network', 'limited', 'network.notEnrolled', { fault: 'PORTAL_NOT_ENROLLED' });
  if (network.state === 'online') return row('network', 'works', 'network.online');
  if (network.state === 'unknown') return row('network', 'limited', 'network.unknown');
  return row('network', 'limited', 'network.offline', { fault: network.cause, reason: networkReason });
}

function queueRow({ queue, nowMs }: ReadinessFacts): ReadinessRow {
  const { waiting, parked, oldestWaitingAtMs } = queue;
  if (waiting === 0 && parked === 0) return row('queue', 'works', 'queue.empty');
  const ageMs = oldestWaitingAtMs === null ? 0 : Math.max(0, nowMs - oldestWaitingAtMs);
  const values = { waiting, parked, hours: Math.floor(ageMs / 3_600_000) };
  if (parked > 0) return row('queue', 'limited', 'queue.parked', { values });
  return ageMs > limits.queueAgeMs
    ? row('queue', 'limited', 'queue.old', { values })
    : row('queue', 'works', 'queue.waiting', { values });
}

function storageRow({ storage }: ReadinessFacts): ReadinessRow {
  if (storage === null) return row('storage', 'broken', 'storage.unknown', { fault: 'DISK_READ_ONLY' });
  const values = {
    dossiers: storage.dossiersFit,
    gigabytes: (storage.freeBytes / 1e9).toFixed(1).replace('.', ','),
  };
  if (!storage.takesNew) return row('storage', 'broken', 'storage.full', { values, fault: 'DISK_LOW' });
  return storage.dossiersFit < limits.dossiersFit
    ? row('storage', 'limited', 'storage.low', { values })
    : row('storage', 'works', 'storage.room', { values });
}

function clockRow({ network, isClockTrusted }: ReadinessFacts): ReadinessRow {
  const { clockOffsetMs } = network;
  const minutes = Math.round(Math.abs(clockOffsetMs ?? 0) / 60_000);
  // The offset is portal minus kiosk: above zero the kiosk is late.
  const values = { minutes: Math.max(1, minutes) };
  const direction = (clockOffsetMs ?? 0) > 0 ? 'late' : 'early';
  if (!isClockTrusted) {
    return clockOffsetMs === null
      ? row('clock', 'broken', 'clock.implausible')
      : row('clock', 'broken', `clock.wrong.${direction}`, { values });
  }
  if (clockOffsetMs === null) return row('clock', 'limited', 'clock.unknown');
  return Math.abs(clockOffsetMs) <= limits.clockOffsetMs
    ? row('clock', 'works', 'clock.right')
    : row('clock', 'limited', `clock.off.${direction}`, { values });
}

function keyRow({ keyProtection }: ReadinessFacts): ReadinessRow {
  return keyProtection === 'key-file-beside-data'
    ? row('key', 'limited', 'key.besideData')
    : row('key', 'works', keyProtection === 'os-store' ? 'key.osStore' : 'key.file');
}

function catalogueRow({ catalogue, nowMs }: ReadinessFacts): ReadinessRow {
  const [year, month, day] = catalogue.version.split(/[-.]/);
  const values = { date: `${day}/${month}/${year}` };
  if (catalogue.outdated) return row('catalogue', 'limited', 'catalogue.outdated', { values });
  const ageDays = (nowMs - Date.parse(catalogue.checkedOn)) / 86_400_000;
  return ageDays > limits.catalogueAgeDays
    ? row('catalogue', 'limited', 'catalogue.old', { values })
    : row('catalogue', 'works', 'catalogue.current', { values });
}
