import type { Clock } from '../../../../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../../../../shared/faults/index.ts';
import { wait } from '../../../scanner/wait.ts';
import type { OnPrinterWait, Printer, PrinterWarning } from '../../printer.port.ts';
import { printerTimings } from '../../printer-timings.ts';
import type { RenderPages } from '../../render-pages.ts';
import { bandRows, clearBuffer, encodeBands, feedAndCut, recover, startSlip } from './escpos-commands.ts';
import { type EscposTalk, openEscposTalk } from './escpos-talk.ts';
import type { OpenLink } from './links.ts';
import { makeSlipRaster, type SlipRaster } from './slip-raster.ts';

/** Dots across the printed part of a roll at 203 dpi: 72 mm of 80, 48 mm of 58. */
const dotsOfRoll = { 80: 576, 58: 384 } as const;

/** Slips are drawn for 72 mm of print (pdf/sheet.ts); a narrow roll gets them smaller, whole. */
const drawnMm = 72;
const mmPerInch = 25.4;

/** Bands under way at once: the head never waits for the line, and the buffer holds no more than 32 mm of paper. */
const bandsUnderWay = 2;

/** Looks at a printer that holds up a band, before it counts as silent. */
const mostLooks = 3;

/** The slowest common head, 50 mm/s, for printers that do not tell when they are done. */
const slowestRowsPerSecond = 400;

const never = new AbortController().signal;

/**
 * A receipt printer that speaks ESC/POS. The slip goes as a picture (no code page holds Vietnamese everywhere), in
 * bands; it counts as printed when the printer has answered a question that stood behind the cut, and its status
 * after that is clean. What does not come out is cleared from the printer's memory.
 */
export function createEscposPrinter(deps: {
  readonly name: string;
  readonly openLink: OpenLink;
  readonly widthMm: 80 | 58;
  readonly clock: Clock;
  readonly render: RenderPages;
}): Printer {
  const { clock } = deps;
  const id = `escpos ${deps.name}`;
  const widthDots = dotsOfRoll[deps.widthMm];
  const dpi = (widthDots * mmPerInch) / drawnMm;

  function named(error: unknown, isUnderWay: boolean): unknown {
    if (!isKioskFault(error)) return error;
    // Bytes of the slip are with a printer that does not speak any more: nobody knows what came out.
    const isUnsure = isUnderWay && (error.code === 'PRINTER_LOST' || error.code === 'PRINTER_SILENT');
    return new KioskFault(isUnsure ? 'PRINTER_UNSURE' : error.code, {
      details: { ...error.details, printer: id },
      cause: isUnsure ? error : error.cause,
    });
  }

  async function withTalk<T>(work: (talk: EscposTalk) => Promise<T>): Promise<T> {
    const talk = await openEscposTalk(deps.openLink, clock);
    try {
      return await work(talk);
    } finally {
      await talk.close();
    }
  }

  async function mustBeClean(
    talk: EscposTalk,
    signal: AbortSignal | null,
  ): Promise<readonly PrinterWarning[]> {
    const { fault, warnings } = await talk.status(signal);
    if (fault !== null) throw new KioskFault(fault);
    return warnings;
  }

  /** A hot head cools down by itself; everything else needs a hand, and nothing has been sent yet. */
  async function waitUntilReady(
    talk: EscposTalk,
    signal: AbortSignal | null,
    onWait: OnPrinterWait,
  ): Promise<void> {
    const startedMs = clock.monotonicMs();
    for (let waits = 0; ; waits += 1) {
      const { fault } = await talk.status(signal);
      if (fault === null) {
        if (waits > 0) onWait(null);
        return;
      }
      if (fault !== 'PRINTER_RESTING' || clock.monotonicMs() - startedMs >= printerTimings.restMs)
        throw new KioskFault(fault);
      if (waits === 0) onWait(fault);
      await wait(clock, printerTimings.pollMs, signal ?? never);
    }
  }

  /** Waits for an answer in its turn, and looks at the printer whenever that takes too long. */
  async function waitInTurn(talk: EscposTalk, question: number, signal: AbortSignal | null): Promise<void> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      if (await talk.answered(question, printerTimings.bandMs, signal)) return;
      await mustBeClean(talk, signal);
    }
    throw new KioskFault('PRINTER_SILENT', { details: { question } });
  }

  async function sendSlip(talk: EscposTalk, raster: SlipRaster, signal: AbortSignal | null): Promise<void> {
    const probe = await talk.askInTurn(signal);
    const answersInTurn = await talk.answered(probe, printerTimings.probeMs, signal);
    await talk.send(startSlip, signal);
    const underWay: number[] = [];
    for (const part of [...encodeBands(raster), feedAndCut]) {
      await talk.send(part, signal);
      if (!answersInTurn) continue;
      underWay.push(await talk.askInTurn(signal));
      if (underWay.length < bandsUnderWay) continue;
      await waitInTurn(talk, underWay.shift() ?? 0, signal);
    }
    for (const question of underWay) await waitInTurn(talk, question, signal);
    if (!answersInTurn) await watch(talk, raster.rows, signal);
  }

  /** Without answers in turn: as long as the slowest head needs, and clean all the time. */
  async function watch(talk: EscposTalk, rows: number, signal: AbortSignal | null): Promise<void> {
    const endMs = clock.monotonicMs() + ((rows + bandRows) / slowestRowsPerSecond) * 1_000;
    while (clock.monotonicMs() < endMs) {
      await mustBeClean(talk, signal);
      await wait(clock, printerTimings.pollMs, signal ?? never);
    }
  }

  /** The rest of a slip must not come out for the next person, and its beginning must not hang in the mouth. */
  async function forget(talk: EscposTalk, cause: unknown): Promise<void> {
    const isCutter = isKioskFault(cause) && cause.code === 'PRINTER_CUTTER';
    try {
      await talk.send(isCutter ? Buffer.concat([clearBuffer, recover]) : clearBuffer, null);
      await talk.send(Buffer.concat([startSlip, feedAndCut]), null);
    } catch {
      // The line is dead; the fault under way says what happened.
    }
  }

  return {
    id,
    papers: ['slip'],

    async print(job, onWait = () => {}) {
      const signal = job.visit;
      let isUnderWay = false;
      try {
        const pages = await deps.render({ pdf: job.pdf, dpi, signal });
        const rasters = pages.map((page) => makeSlipRaster(page, widthDots));
        return await withTalk(async (talk) => {
          await waitUntilReady(talk, signal, onWait);
          isUnderWay = true;
          try {
            for (const raster of rasters) await sendSlip(talk, raster, signal);
            const warnings = await mustBeClean(talk, signal);
            return { printer: id, confirmedAt: clock.now(), warnings };
          } catch (error) {
            await forget(talk, error);
            throw error;
          }
        });
      } catch (error) {
        throw named(error, isUnderWay);
      }
    },

    async check() {
      try {
        return await withTalk((talk) => mustBeClean(talk, null));
      } catch (error) {
        throw named(error, false);
      }
    },
  };
}
