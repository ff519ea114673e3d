import type { Clock } from '../../../../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../../../../shared/faults/index.ts';
import { fitOrder, type ScanOrder } from '../../page-areas.ts';
import { scannerTimings } from '../../scanner.machine.ts';
import type {
  FoundScanner,
  ScanEnd,
  ScannerCapabilities,
  ScannerDriver,
  ScannerId,
  ScanRun,
} from '../../scanner.port.ts';
import { startDeadline } from '../../wait.ts';
import { startChild } from '../child.ts';
import type { SaneKnowledge } from './sane-knowledge.ts';
import {
  parseSaneOptions,
  type SaneOption,
  type SaneSource,
  saneCapability,
  saneMode,
  saneSources,
} from './sane-options.ts';
import { faultInLine, faultOfRun } from './sane-status.ts';
import { scanBatch } from './scan-batch.ts';
import { findUsbSerial } from './usb-serial.ts';

export interface SaneSettings {
  /** The program; another path where it is not on the usual one. */
  readonly program: string;
  /** Another folder of SANE's configuration than the system's. */
  readonly configDir: string | null;
  /** Given to every scan as they are, for what only this model has: `--swcrop=yes`, `--df-action=Stop`. */
  readonly options: readonly string[];
}

/** What was asked of a device once, per source. */
interface Probed {
  readonly sources: readonly SaneSource[];
  readonly options: ReadonlyMap<SaneSource, ReadonlyMap<string, SaneOption>>;
  readonly capabilities: ScannerCapabilities;
}

/**
 * Every scanner that SANE knows, through the `scanimage` program: GPL back ends stay in a process of their own, and
 * one that crashes or hangs takes nothing with it.
 */
export function createSaneDriver(deps: {
  readonly settings: SaneSettings;
  readonly knowledge: SaneKnowledge;
  /** Back ends whose devices another driver reaches. */
  readonly ignoredBackends: readonly string[];
  readonly clock: Clock;
}): ScannerDriver {
  const { settings, knowledge, clock } = deps;
  // Under any other locale scanimage translates what we read.
  const env = {
    LC_ALL: 'C',
    ...(settings.configDir === null ? {} : { SANE_CONFIG_DIR: settings.configDir }),
  };
  /** Probing opens the device and takes seconds; what it can do does not change while it is plugged in. */
  const probed = new Map<string, Probed>();

  /** Runs scanimage to its end and returns what it printed. */
  async function ask(args: readonly string[], ms: number, outer: AbortSignal): Promise<string> {
    const limit = startDeadline({ clock, ms, outer, details: { of: 'question' } });
    const lines: string[] = [];
    let said: FaultCode | null = null;
    try {
      const child = startChild({
        program: settings.program,
        args,
        folder: undefined,
        env,
        clock,
        signal: limit.signal,
        onOut: (line) => {
          if (lines.length < 10_000) lines.push(line);
        },
        onErr(line) {
          said = faultInLine(line) ?? said;
        },
      });
      child.hangUp();
      const { code } = await child.ended;
      limit.signal.throwIfAborted();
      const fault = faultOfRun(said, code);
      if (fault !== null) throw fault;
      return lines.join('\n');
    } finally {
      limit.clear();
    }
  }

  async function probe(device: string, signal: AbortSignal): Promise<Probed> {
    const before = probed.get(device);
    if (before !== undefined) return before;
    const askOptions = async (args: readonly string[]) =>
      parseSaneOptions(await ask(['-d', device, ...args, '-A'], scannerTimings.listMs, signal));
    const first = await askOptions([]);
    const sources = saneSources(first, knowledge);
    const options = new Map<SaneSource, ReadonlyMap<string, SaneOption>>();
    for (const source of sources) {
      // Sizes and resolutions change with the source; the first answer is the one of the source set now.
      const isSetNow = source.vendorName === null || source.vendorName === first.get('--source')?.current;
      options.set(source, isSetNow ? first : await askOptions([`--source=${source.vendorName}`]));
    }
    const capabilities = {
      sources: sources.map((source) =>
        saneCapability(source.source, options.get(source) ?? first, knowledge),
      ),
    };
    const result = { sources, options, capabilities };
    probed.set(device, result);
    return result;
  }

  async function scan(device: string, run: ScanRun): Promise<ScanEnd> {
    const { job } = run;
    const known = await probe(device, run.signal);
    const feederFirst = fitOrder(job, known.capabilities, true);
    if (feederFirst === undefined)
      throw new KioskFault('SCANNER_UNABLE', { details: { source: job.source } });
    const end = await scanSource(device, known, feederFirst, run);
    if (job.source !== 'auto' || end !== 'out-of-paper') return end;
    // Few back ends tell whether paper lies in the feeder: an empty one answers at once, then the glass has its turn.
    const glass = fitOrder(job, known.capabilities, false);
    return glass?.source === 'flatbed' ? scanSource(device, known, glass, run) : end;
  }

  async function scanSource(device: string, known: Probed, order: ScanOrder, run: ScanRun): Promise<ScanEnd> {
    const source = known.sources.find((one) => one.source === order.source);
    const options = source === undefined ? undefined : known.options.get(source);
    if (source === undefined || options === undefined) throw new KioskFault('SCANNER_UNABLE');
    const left = run.job.pageLimit === null ? null : run.job.pageLimit - run.pagesBefore;
    try {
      return await scanBatch({
        program: settings.program,
        env,
        args: ['-d', device, ...optionArgs({ source, options, order, knowledge }), ...settings.options],
        order,
        pageLimit: order.source === 'flatbed' ? 1 : left,
        run,
        clock,
      });
    } catch (error) {
      if (error instanceof KioskFault && error.code === 'SCANNER_LOST') probed.delete(device);
      throw error;
    }
  }

  function found(device: string, id: ScannerId): FoundScanner {
    return {
      id,
      capabilities: async (signal) => (await probe(device, signal)).capabilities,
      // SANE has no question for it; being listed is all that is known.
      trouble: async () => undefined,
      scan: (run) => scan(device, run),
    };
  }

  return {
    name: 'sane',
    lookEveryMs: 15_000,
    start() {},
    async find(signal) {
      const text = await ask(['-f', '%d\t%v\t%m%n'], scannerTimings.listMs, signal);
      const scanners: FoundScanner[] = [];
      const devices = new Set<string>();
      for (const line of text.split('\n')) {
        const [device = '', vendor = '', model = ''] = line.split('\t');
        if (device === '' || model === '') continue;
        devices.add(device);
        const backend = device.split(':')[0] ?? '';
        if (knowledge.notScanners.includes(backend) || deps.ignoredBackends.includes(backend)) continue;
        const serial = knowledge.serialOf(device) ?? (await findUsbSerial(device));
        scanners.push(found(device, { driver: 'sane', vendor, model, serial }));
      }
      // What went away may come back as another device under the same name.
      for (const device of probed.keys()) if (!devices.has(device)) probed.delete(device);
      return scanners;
    },
    async endVisit() {},
    async stop() {},
  };
}

/** Options in the order in which back ends need them: the source decides what else there is, paper size before area. */
function optionArgs(given: {
  readonly source: SaneSource;
  readonly options: ReadonlyMap<string, SaneOption>;
  readonly order: ScanOrder;
  readonly knowledge: SaneKnowledge;
}): readonly string[] {
  const { source, options, order, knowledge } = given;
  const args: string[] = [];
  if (source.vendorName !== null) args.push(`--source=${source.vendorName}`, ...source.extra);
  const mode = saneMode(options, knowledge, order.colour);
  if (mode !== undefined) args.push(`--mode=${mode}`);
  const depth = options.get('--depth');
  if (order.colour !== 'black-white' && depth?.isSettable && depth.values.includes('8'))
    args.push('--depth=8');
  if (options.has('--resolution')) args.push(`--resolution=${order.dpi}`);
  if (order.area !== null) {
    const { widthMm, heightMm } = order.area;
    const set = (name: string, mm: number): void => {
      const range = options.get(name)?.range;
      if (!range) return;
      // The paper's size moves the limits of the area, so only the lower one is sure: scanimage rounds down by itself.
      const value = String(Math.max(range.min, mm));
      args.push(...(name.startsWith('--') ? [`${name}=${value}`] : [name, value]));
    };
    set('--page-width', widthMm);
    set('--page-height', heightMm);
    set('-l', 0);
    set('-t', 0);
    set('-x', widthMm);
    set('-y', heightMm);
  }
  return args;
}
