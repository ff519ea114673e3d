import type { Clock } from '../../../../../shared/clock.ts';
import type { FaultCode } from '../../../../../shared/faults/index.ts';
import { longestCodeBytes } from '../../../../../shared/identity/index.ts';
import type { Log } from '../../../diagnostics/index.ts';
import { type DeviceId, deviceKey } from '../../device-id.ts';
import type { HidDevice, HidHandle, HidModule } from '../hid-module.ts';
import { type CodeAssembler, createCodeAssembler, type ReportLayout } from '../hid-pos-report.ts';
import {
  type LinkEvent,
  type LinkState,
  readerStateOf,
  readerTimings,
  reopenAfterMs,
  stepLink,
} from '../reader.machine.ts';
import type { Reader, ReaderListener, ReaderState } from '../reader.port.ts';

/** Usage page "Bar Code Scanner" of the HID Point of Sale tables. */
const barCodeScannerPage = 0x8c;

/** One reader that was seen, whether it is there now or not. */
interface Link {
  readonly id: DeviceId;
  path: string | null;
  state: LinkState;
  handle: HidHandle | null;
  readonly assembler: CodeAssembler;
  cancelWait: () => void;
  quietUntilMs: number;
}

/**
 * Reads every scanner in HID-POS mode, as many as are plugged in, each on its own. Looks for them once a second, so
 * that plugging in and out needs no restart; a reader is known by vendor, model and serial.
 */
export function createHidPosReader(deps: {
  readonly hid: () => Promise<HidModule>;
  readonly layoutOf: (id: DeviceId) => ReportLayout | null;
  readonly clock: Clock;
  readonly log: Log;
}): Reader {
  const { clock, log } = deps;
  const links: Link[] = [];
  let listener: ReaderListener | null = null;
  let told = '';
  let cancelLook: () => void = () => {};
  let isLooking = false;
  /** Set while the machine cannot be asked for its devices at all. */
  let unsupported: FaultCode | null = null;

  function tell(): void {
    const state: ReaderState =
      unsupported === null
        ? readerStateOf(links.map((link) => link.state))
        : { kind: 'fault', fault: unsupported };
    const now = JSON.stringify(state);
    if (now === told) return;
    told = now;
    listener?.onState(state);
  }

  function step(link: Link, event: LinkEvent): void {
    const before = link.state;
    link.state = stepLink(before, event);
    if (link.state === before) return;
    link.cancelWait();
    link.cancelWait = () => {};
    if (link.state.kind === 'recovering' || link.state.kind === 'fault') {
      log.warn('reader needs to recover', { reader: deviceKey(link.id), fault: link.state.fault });
      const waitMs = reopenAfterMs(link.state) ?? readerTimings.lookMs;
      link.cancelWait = clock.after(waitMs, () => {
        step(link, 'retry');
        void open(link);
      });
    }
    tell();
  }

  /** Waits for the rest of a code; each report starts the wait again. */
  function awaitRest(link: Link): void {
    link.cancelWait();
    link.cancelWait = clock.after(readerTimings.partMs, () => abandonCode(link));
  }

  function abandonCode(link: Link): void {
    if (!link.assembler.isPending()) return;
    link.assembler.drop();
    listener?.onTrouble('READER_CODE_CUT');
    step(link, 'settled');
  }

  function take(link: Link, report: Uint8Array): void {
    const taken = link.assembler.take(report);
    switch (taken.kind) {
      case 'part':
        step(link, 'part');
        awaitRest(link);
        return;
      case 'code':
        step(link, 'settled');
        listener?.onCode({ bytes: taken.bytes, symbology: taken.symbology, reader: link.id });
        return;
      case 'noise':
        step(link, 'settled');
        if (clock.monotonicMs() < link.quietUntilMs) return;
        link.quietUntilMs = clock.monotonicMs() + readerTimings.noiseMs;
        listener?.onTrouble('READER_NOISE');
        return;
      case 'ignored':
        return;
    }
  }

  async function open(link: Link): Promise<void> {
    const path = link.path;
    if (path === null || link.state.kind !== 'opening') return;
    try {
      const handle = await withLimit(openHandle(path), clock);
      // Unplugged, or stopped, while it was being opened.
      if (listener === null || link.path !== path || link.state.kind !== 'opening') {
        closeQuietly(handle);
        return;
      }
      link.handle = handle;
      handle.on('error', () => {
        if (link.handle === handle) release(link, 'failed');
      });
      step(link, 'opened');
      handle.on('data', (report) => {
        if (link.handle === handle) take(link, report);
      });
      log.info('reader opened', { reader: deviceKey(link.id) });
    } catch (error) {
      log.failure('reader not opened', error, { reader: deviceKey(link.id) });
      if (link.path === path) step(link, 'refused');
    }
  }

  async function openHandle(path: string): Promise<HidHandle> {
    return (await deps.hid()).HIDAsync.open(path);
  }

  /** Lets go of a reader; a code that had begun is told as cut off. */
  function release(link: Link, event: 'failed' | 'gone'): void {
    const { handle } = link;
    link.handle = null;
    if (handle !== null) closeQuietly(handle);
    if (link.assembler.isPending()) {
      link.assembler.drop();
      listener?.onTrouble('READER_CODE_CUT');
    }
    if (event === 'gone') link.path = null;
    step(link, event);
    if (event === 'failed' && listener !== null && !isLooking) lookAfter(readerTimings.lookSoonMs);
  }

  function lookAfter(waitMs: number): void {
    cancelLook();
    cancelLook = clock.after(waitMs, () => void look());
  }

  async function look(): Promise<void> {
    isLooking = true;
    let waitMs: number = readerTimings.lookMs;
    try {
      const devices = await (await deps.hid()).devicesAsync();
      unsupported = null;
      if (listener !== null) compare(devices.filter((device) => device.usagePage === barCodeScannerPage));
    } catch (error) {
      if (unsupported === null) log.failure('devices could not be listed', error);
      unsupported = 'READER_SUPPORT_MISSING';
      waitMs = readerTimings.lookFailedMs;
    }
    isLooking = false;
    if (listener === null) return;
    tell();
    lookAfter(waitMs);
  }

  function compare(devices: readonly HidDevice[]): void {
    // A device shows one entry per collection, all with its one path.
    const present = new Map<string, DeviceId>();
    for (const device of devices) if (device.path !== undefined) present.set(device.path, idOf(device));
    for (const link of links) {
      if (link.path === null) continue;
      const id = present.get(link.path);
      // A path is given to the next device that is plugged in: only the same device at it is the same link.
      if (id === undefined || deviceKey(id) !== deviceKey(link.id)) release(link, 'gone');
    }
    for (const [path, id] of present) {
      if (links.some((link) => link.path === path)) continue;
      const link = links.find((known) => known.path === null && deviceKey(known.id) === deviceKey(id));
      const found = link ?? addLink(id);
      found.path = path;
      step(found, 'seen');
      void open(found);
    }
  }

  function addLink(id: DeviceId): Link {
    const link: Link = {
      id,
      path: null,
      state: { kind: 'absent', fault: null },
      handle: null,
      assembler: createCodeAssembler({ longestBytes: longestCodeBytes, layout: deps.layoutOf(id) }),
      cancelWait: () => {},
      quietUntilMs: 0,
    };
    links.push(link);
    return link;
  }

  return {
    start(given) {
      listener = given;
      tell();
      void look();
    },
    async stop() {
      listener = null;
      cancelLook();
      for (const link of links) {
        link.cancelWait();
        const { handle } = link;
        link.handle = null;
        // What cannot be closed any more was unplugged.
        await handle?.close().catch(() => {});
      }
    },
  };
}

function idOf(device: HidDevice): DeviceId {
  return {
    vendorId: device.vendorId,
    productId: device.productId,
    serial: device.serialNumber === undefined || device.serialNumber === '' ? null : device.serialNumber,
    name: [device.manufacturer, device.product].filter((part) => part !== undefined && part !== '').join(' '),
  };
}

function closeQuietly(handle: HidHandle): void {
  // A device that was pulled out cannot be closed; nothing is left of it.
  handle.close().catch(() => {});
}

/** Gives up waiting for a device that does not open; one that opens later is closed again. */
function withLimit(opening: Promise<HidHandle>, clock: Clock): Promise<HidHandle> {
  return new Promise((resolve, reject) => {
    let late = false;
    const cancel = clock.after(readerTimings.openMs, () => {
      late = true;
      reject(new Error('The reader did not open in time'));
    });
    opening.then(
      (handle) => {
        cancel();
        if (late) closeQuietly(handle);
        else resolve(handle);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
