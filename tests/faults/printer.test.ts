import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import { createPrinter } from '../../electron/core/devices/printer/index.ts';
import { createPageRenderer } from '../../electron/core/devices/printer/render-pages.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { printerFaultCodes } from '../../shared/faults/index.ts';
import { createSlipPrinter, type SlipPrinter, serveSlipPrinter } from '../simulators/escpos.ts';
import { createIppSimulator } from '../simulators/ipp.ts';
import { createMuteServer } from '../simulators/mute-server.ts';
import { createFastClock } from '../support/fast-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { drawSlipPdf } from '../support/slip-pdf.ts';
import { startTestCore } from '../support/test-core.ts';

async function openKiosk(change: (config: KioskConfig, folder: string) => KioskConfig) {
  const folder = makeFolder('printer');
  const dataDir = path.join(folder.path, 'data');
  const config = change(demoConfig({ dataDir, portalAddress: 'http://127.0.0.1:9' }), folder.path);
  const kiosk = startTestCore({ dataDir, config: { load: async () => config } });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  return openTestPage(kiosk.core).client;
}

const list = { code: '1.001193', answers: {}, what: 'list', paper: 'a4' } as const;

test('PRINTER_NONE: a kiosk without a printer says so, and the list is still there as a QR', async () => {
  const client = await openKiosk((config) => ({ ...config, printers: [] }));
  await expect(client.takeHome.print(list)).rejects.toMatchObject({ code: 'PRINTER_NONE' });
  expect((await client.takeHome.qr(list)).text).toContain('1.001193');
});

test('PRINTER_FAILED: a folder that cannot be written is no print, and the next try may succeed', async () => {
  let blocked = '';
  const client = await openKiosk((config, folder) => {
    blocked = path.join(folder, 'blocked');
    writeFileSync(blocked, 'a file stands where the folder should be');
    return { ...config, printers: [{ driver: 'folder', path: blocked }] };
  });
  await expect(client.takeHome.print(list)).rejects.toMatchObject({
    code: 'PRINTER_FAILED',
    data: { details: { printer: 'folder' } },
  });
  rmSync(blocked);
  expect(await client.takeHome.print(list)).toEqual({ state: 'printed', copies: 1 });
});

const qr = 'K1-261122-00007-X';
const fast = createFastClock(20);
let slip: Uint8Array;
beforeAll(async () => {
  slip = await drawSlipPdf({ qr });
});

type EscposState = SlipPrinter['state'];

async function openSlipPrinter(state: Partial<EscposState> = {}) {
  const sim = createSlipPrinter();
  Object.assign(sim.state, state);
  const wire = await serveSlipPrinter(sim);
  onTestFinished(() => wire.stop());
  const transport = { kind: 'tcp', host: '127.0.0.1', port: wire.port } as const;
  const printer = createPrinter({ driver: 'escpos', transport, widthMm: 80, dpi: 203 }, { clock: fast });
  const told: (string | null)[] = [];
  const print = (pdf = slip) =>
    printer.print({ name: 'slip-1', paper: 'slip', pdf, visit: null }, (code) => told.push(code));
  return { sim, wire, printer, told, print };
}

describe('a slip printer', () => {
  test.each([
    ['PRINTER_PAPER_EMPTY', { paper: 'out' }],
    ['PRINTER_COVER_OPEN', { isCoverOpen: true, paper: 'out' }],
    ['PRINTER_CUTTER', { hasCutterError: true }],
    ['PRINTER_BROKEN', { isBroken: true }],
    ['PRINTER_OFFLINE', { isPaused: true }],
    ['PRINTER_SILENT', { isMute: true }],
  ] as const)(
    '%s: before the first line nothing is sent, and the next try may succeed',
    async (code, state) => {
      const { sim, printer, print } = await openSlipPrinter(state);
      await expect(print()).rejects.toMatchObject({ code, details: { printer: printer.id } });
      await expect(printer.check?.()).rejects.toMatchObject({ code });
      expect(sim.received().length).toBeLessThan(40);
      sim.state.isMute = false;
      sim.repair();
      expect(await print()).toMatchObject({ warnings: [] });
      expect(sim.slips.length).toBe(1);
    },
  );

  test.each([
    ['PRINTER_PAPER_EMPTY', { paper: 'out' }],
    ['PRINTER_COVER_OPEN', { isCoverOpen: true }],
    ['PRINTER_BROKEN', { isBroken: true }],
    ['PRINTER_CUTTER', { hasCutterError: true }],
  ] as const)(
    '%s: in the middle of a slip its rest is forgotten, and the next one is whole',
    async (code, state) => {
      const { sim, print } = await openSlipPrinter();
      sim.state.mishap = { afterRows: 300, what: () => Object.assign(sim.state, state) };
      await expect(print()).rejects.toMatchObject({ code });
      // The order to forget was sent before the refusal; the printer reads it a moment later.
      await expect.poll(() => sim.received().toString('hex')).toMatch(/1d564200$/);
      sim.repair();
      expect(sim.slips.map(({ rows }) => rows)).toEqual([300]);
      await print();
      expect(sim.slips[1]?.rows).toBeGreaterThan(600);
      expect(sim.slips.length).toBe(2);
      expect(sim.complaints).toEqual([]);
    },
  );

  test('PRINTER_PAPER_EMPTY: paper that ends with the last line leaves no clean status, so it is no print', async () => {
    const { sim, print } = await openSlipPrinter();
    sim.state.answersInTurn = false;
    sim.state.mishap = { afterRows: 700, what: () => (sim.state.paper = 'out') };
    await expect(print()).rejects.toMatchObject({ code: 'PRINTER_PAPER_EMPTY' });
  });

  test('PRINTER_PAPER_LOW: a roll near its end prints, and staff are told', async () => {
    const { printer, print } = await openSlipPrinter({ paper: 'low' });
    expect(await print()).toMatchObject({ warnings: ['PRINTER_PAPER_LOW'] });
    expect(await printer.check?.()).toEqual(['PRINTER_PAPER_LOW']);
  });

  test('PRINTER_RESTING: a hot head is waited for; one that stays hot is a fault', async () => {
    const { sim, told, print } = await openSlipPrinter({ isResting: true });
    const done = print();
    await expect.poll(() => told).toEqual(['PRINTER_RESTING']);
    sim.repair();
    await done;
    expect(told).toEqual(['PRINTER_RESTING', null]);
    sim.state.isResting = true;
    await expect(print()).rejects.toMatchObject({ code: 'PRINTER_RESTING' });
    expect(sim.slips.length).toBe(1);
  });

  test('PRINTER_LOST: nobody listens, or the device file is not there', async () => {
    const { wire, print } = await openSlipPrinter();
    await wire.stop();
    await expect(print()).rejects.toMatchObject({
      code: 'PRINTER_LOST',
      details: { reason: 'ECONNREFUSED' },
    });
    for (const [path, reason] of [
      ['/dev/usb/no-such-printer', 'ENOENT'],
      [import.meta.filename, 'not a device'],
    ] as const) {
      const transport = { kind: 'device', path } as const;
      const printer = createPrinter({ driver: 'escpos', transport, widthMm: 80, dpi: 203 }, { clock: fast });
      await expect(printer.check?.()).rejects.toMatchObject({ code: 'PRINTER_LOST', details: { reason } });
    }
  });

  test.each(['hangs up', 'falls silent'] as const)(
    'PRINTER_UNSURE: a printer that %s in the middle leaves it open what came out',
    async (what) => {
      const { sim, wire, print } = await openSlipPrinter();
      sim.state.mishap = {
        afterRows: 300,
        what:
          what === 'hangs up'
            ? wire.hangUp
            : () => Object.assign(sim.state, { isMute: true, isPaused: true }),
      };
      await expect(print()).rejects.toMatchObject({ code: 'PRINTER_UNSURE' });
    },
  );

  test('PRINTER_ANSWER_INVALID: another program on that port gets no slip', async () => {
    const mute = await createMuteServer('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'.repeat(9));
    onTestFinished(() => mute.stop());
    const [host = '', port] = mute.hostAndPort.split(':');
    const transport = { kind: 'tcp', host, port: Number(port) } as const;
    const printer = createPrinter({ driver: 'escpos', transport, widthMm: 80, dpi: 203 }, { clock: fast });
    await expect(printer.check?.()).rejects.toMatchObject({
      code: expect.stringMatching(/PRINTER_(ANSWER_INVALID|LOST)/),
    });
  });

  test('PRINTER_PAGE_UNFIT: what is no PDF, is too long or reaches beyond the head is not sent', async () => {
    const { sim, print } = await openSlipPrinter();
    await expect(print(Buffer.from('no PDF'))).rejects.toMatchObject({ code: 'PRINTER_PAGE_UNFIT' });
    await expect(print(await drawSlipPdf({ qr, lineMm: 74 }))).rejects.toMatchObject({
      code: 'PRINTER_PAGE_UNFIT',
    });
    await expect(print(await drawSlipPdf({ qr, heightMm: 2_100 }))).rejects.toMatchObject({
      code: 'PRINTER_PAGE_UNFIT',
    });
    expect(sim.received().length).toBe(0);
  });
});

test('PRINTER_SUPPORT_MISSING: without the drawing program nothing is printed and staff know why', async () => {
  const render = createPageRenderer({ clock: fast, program: 'no-such-pdftoppm' });
  await expect(render({ pdf: slip, dpi: 203, signal: null })).rejects.toMatchObject({
    code: 'PRINTER_SUPPORT_MISSING',
  });
});

async function openIpp() {
  const sim = await createIppSimulator();
  onTestFinished(() => sim.stop());
  const settings = { driver: 'ipp', address: sim.address, paper: 'a4', certificates: 'pin' } as const;
  const printer = createPrinter(settings, { clock: fast });
  const told: (string | null)[] = [];
  const print = (visit: AbortSignal | null = null) =>
    printer.print({ name: 'receipt-1', paper: 'a4', pdf: slip, visit }, (code) => told.push(code));
  return { sim, printer, told, print };
}

describe('an IPP printer', () => {
  test('gets the order of operations, the paper, and nobody’s name', async () => {
    const { sim, print } = await openIpp();
    expect(await print()).toMatchObject({ printer: 'Simulated IPP' });
    expect(sim.asked.filter((one) => !one.startsWith('Get'))).toEqual([
      'Validate-Job',
      'Create-Job',
      'Send-Document',
    ]);
    expect(sim.documents.map((document) => document.equals(slip))).toEqual([true]);
    expect(sim.said()).toEqual(expect.arrayContaining(['receipt-1', 'kiosk', 'iso_a4_210x297mm']));
  });

  test('that knows only Print-Job gets the page in one step', async () => {
    const { sim, print } = await openIpp();
    sim.state.operations = [2, 9, 11];
    await print();
    expect(sim.asked.filter((one) => !one.startsWith('Get'))).toEqual(['Print-Job']);
    expect(sim.documents.length).toBe(1);
  });

  test('a job that stands still is told with the printer’s reason, then taken back', async () => {
    const reasons = {
      PRINTER_PAPER_EMPTY: 'media-empty-error',
      PRINTER_JAM: 'media-jam-error',
      PRINTER_COVER_OPEN: 'cover-open-error',
      PRINTER_SUPPLY_EMPTY: 'marker-supply-empty-error',
      PRINTER_TRAY_FULL: 'output-area-full-error',
      PRINTER_OFFLINE: 'paused',
      PRINTER_BROKEN: 'other-error',
      PRINTER_LOST: 'offline-report',
    } as const;
    // All at once: each of them takes the whole limit.
    const played = Object.entries(reasons).map(async ([code, reason]) => {
      const { sim, told, print } = await openIpp();
      Object.assign(sim.state, { reasons: [reason], jobState: 5, jobReasons: ['job-printing'] });
      await expect(print()).rejects.toMatchObject({ code });
      expect(told).toEqual([code]);
      expect(sim.state.jobState).toBe(7);
    });
    await Promise.all(played);
  });

  test('PRINTER_OFFLINE: a stopped printer gets no job', async () => {
    const { sim, printer, print } = await openIpp();
    sim.state.printerState = 5;
    await expect(print()).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    await expect(printer.check?.()).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    expect(new Set(sim.asked)).toEqual(new Set(['Get-Printer-Attributes']));
  });

  test('PRINTER_BUSY: a busy printer is asked again; one that stays busy is a fault', async () => {
    const { sim, print } = await openIpp();
    sim.state.refuse = { operation: 'Create-Job', status: 0x0507, times: 2 };
    await print();
    expect(sim.asked.filter((one) => one === 'Create-Job').length).toBe(3);
    sim.state.refuse = { operation: 'Create-Job', status: 0x0507, times: 99 };
    await expect(print()).rejects.toMatchObject({ code: 'PRINTER_BUSY' });
  });

  test.each([
    ['PRINTER_REFUSED', 'Validate-Job', 0x040b],
    ['PRINTER_ACCESS_DENIED', 'Validate-Job', 0x0403],
    ['PRINTER_FORMAT_UNKNOWN', 'Send-Document', 0x040a],
    ['PRINTER_UNSURE', 'Get-Job-Attributes', 0x0406],
  ] as const)('%s: by the status of %s', async (code, operation, status) => {
    const { sim, print } = await openIpp();
    sim.state.refuse = { operation, status, times: 99 };
    await expect(print()).rejects.toMatchObject({ code });
    // A job without its document would wait for ever in the printer.
    if (operation === 'Send-Document') expect(sim.state.jobState).toBe(7);
  });

  test.each([
    ['PRINTER_STOPPED', 7, 'job-canceled-by-operator'],
    ['PRINTER_FAILED', 8, 'aborted-by-system'],
    ['PRINTER_REFUSED', 8, 'document-format-error'],
    ['PRINTER_UNSURE', 9, 'job-completed-with-errors'],
    ['PRINTER_UNSURE', 9, 'queued-in-device'],
  ] as const)('%s: a job that ends in state %i with %s', async (code, jobState, reason) => {
    const { sim, print } = await openIpp();
    Object.assign(sim.state, { jobState, jobReasons: [reason] });
    await expect(print()).rejects.toMatchObject({ code });
  });

  test.each([
    ['PRINTER_ANSWER_INVALID', 'Get-Printer-Attributes', 'web page'],
    ['PRINTER_ANSWER_INVALID', 'Get-Printer-Attributes', 'cut answer'],
    ['PRINTER_ANSWER_INVALID', 'Get-Printer-Attributes', 'endless answer'],
    ['PRINTER_ANSWER_INVALID', 'Create-Job', 'stranger'],
    ['PRINTER_ACCESS_DENIED', 'Get-Printer-Attributes', 'unauthorised'],
    ['PRINTER_SILENT', 'Get-Printer-Attributes', 'silence'],
    ['PRINTER_LOST', 'Validate-Job', 'break'],
    ['PRINTER_UNSURE', 'Get-Job-Attributes', 'break'],
  ] as const)('%s: %s meets %s', async (code, at, what) => {
    const { sim, print } = await openIpp();
    sim.state.mischief = { at, what };
    await expect(print()).rejects.toMatchObject({ code });
  });

  test('a lost answer to Send-Document is settled by asking the job, not by printing again', async () => {
    const { sim, print } = await openIpp();
    sim.state.mischief = { at: 'Send-Document', what: 'break' };
    expect(await print()).toMatchObject({ printer: 'Simulated IPP' });
    expect(sim.documents.length).toBe(1);
  });

  test('PRINTER_UNSURE: a lost answer to Print-Job leaves a job that nobody can ask about', async () => {
    const { sim, print } = await openIpp();
    sim.state.operations = [2, 9, 11];
    sim.state.mischief = { at: 'Print-Job', what: 'break' };
    await expect(print()).rejects.toMatchObject({ code: 'PRINTER_UNSURE' });
  });
});

test('every fault of a printer is played here or on ippeveprinter', () => {
  const played = ['.', '../integration'].map((folder) =>
    readdirSync(path.resolve(import.meta.dirname, folder))
      .filter((name) => name.startsWith('printer'))
      .map((name) => readFileSync(path.resolve(import.meta.dirname, folder, name), 'utf8'))
      .join(''),
  );
  expect(printerFaultCodes.filter((code) => !played.join('').includes(code))).toEqual([]);
});
