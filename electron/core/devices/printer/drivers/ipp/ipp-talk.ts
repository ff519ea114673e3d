import type { Clock } from '../../../../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../../../../shared/faults/index.ts';
import { wait } from '../../../scanner/wait.ts';
import { printerTimings } from '../../printer-timings.ts';
import type { IppAddress, IppHttp } from './ipp-http.ts';
import {
  decodeIpp,
  encodeIpp,
  type IppAnswer,
  type IppAttribute,
  ippOperations,
  numbersOf,
  textsOf,
} from './ipp-message.ts';
import { faultOfStatus, type JobEnd, judgeJob, judgeReasons, type Reasons } from './ipp-reasons.ts';

/** What a printer says of itself. */
export interface IppLook {
  /** Model and UUID where it tells them. */
  readonly name: string | null;
  readonly isStopped: boolean;
  readonly accepts: boolean;
  readonly reasons: Reasons;
  readonly formats: readonly string[];
  readonly operations: readonly number[];
  readonly media: readonly string[];
  readonly scalings: readonly string[];
  readonly rasterTypes: readonly string[];
  readonly rasterDpis: readonly number[];
}

export interface IppJobLook {
  readonly end: JobEnd;
  /** Sheets so far, for telling a slow job from a dead one. */
  readonly progress: string;
}

/** The questions and orders of IPP that the kiosk needs, with every answer judged. */
export interface IppTalk {
  look(signal: AbortSignal | null): Promise<IppLook>;
  validate(job: IppJobOrder, signal: AbortSignal | null): Promise<void>;
  /** Hands the document over; the job's number at the printer. */
  send(job: IppJobOrder, document: Buffer, inOneStep: boolean, signal: AbortSignal | null): Promise<number>;
  lookAtJob(jobId: number, signal: AbortSignal | null): Promise<IppJobLook>;
  cancel(jobId: number): Promise<void>;
}

export interface IppJobOrder {
  readonly name: string;
  readonly format: string;
  readonly attributes: readonly IppAttribute[];
}

const wanted = [
  'printer-make-and-model',
  'printer-uuid',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'document-format-supported',
  'operations-supported',
  'media-supported',
  'print-scaling-supported',
  'pwg-raster-document-type-supported',
  'pwg-raster-document-resolution-supported',
] as const;

const versionNotSupported = 0x0503;

/** Speaks IPP with one printer or queue; names no person in anything it sends. */
export function createIppTalk(deps: {
  readonly http: IppHttp;
  readonly address: IppAddress;
  readonly clock: Clock;
}): IppTalk {
  const { http, clock } = deps;
  let version: '1.1' | '2.0' = '2.0';
  let lastRequestId = 0;

  async function askOnce(order: Order): Promise<IppAnswer> {
    const requestId = ++lastRequestId;
    const message = encodeIpp({
      version,
      operation: order.operation,
      requestId,
      operationAttributes: [
        ['attributes-charset', 'charset', 'utf-8'],
        ['attributes-natural-language', 'language', 'en'],
        ['printer-uri', 'uri', deps.address.printerUri],
        ...(order.jobId === undefined ? [] : ([['job-id', 'integer', order.jobId]] as const)),
        ['requesting-user-name', 'name', 'kiosk'],
        ...(order.operationAttributes ?? []),
      ],
      jobAttributes: order.jobAttributes ?? [],
    });
    const document = order.document ?? Buffer.alloc(0);
    const answer = decodeIpp(
      await http.post({
        body: Buffer.concat([message, document]),
        limitMs: document.length > 0 ? printerTimings.sendMs : printerTimings.askMs,
        signal: order.signal,
      }),
    );
    if (answer.requestId !== requestId)
      throw new KioskFault('PRINTER_ANSWER_INVALID', { details: { requestId: answer.requestId } });
    return answer;
  }

  /** Printers of 2010 know only 1.1 and say so; a busy one is asked again. */
  async function ask(order: Order): Promise<IppAnswer> {
    const startedMs = clock.monotonicMs();
    for (;;) {
      const answer = await askOnce(order);
      if (answer.status === versionNotSupported && version === '2.0') {
        version = '1.1';
        continue;
      }
      const code = faultOfStatus(answer.status);
      if (code === null) return answer;
      const waitedMs = clock.monotonicMs() - startedMs;
      if (code !== 'PRINTER_BUSY' || waitedMs >= printerTimings.busyLimitMs) {
        throw new KioskFault(code, {
          details: { operation: order.operation, status: answer.status },
        });
      }
      await wait(clock, printerTimings.busyRetryMs, order.signal ?? never);
    }
  }

  function jobAttributesOf(job: IppJobOrder): Pick<Order, 'operationAttributes' | 'jobAttributes'> {
    return {
      operationAttributes: [
        ['job-name', 'name', job.name],
        ['document-format', 'mimeType', job.format],
      ],
      jobAttributes: job.attributes,
    };
  }

  return {
    async look(signal) {
      const answer = await ask({
        operation: ippOperations.getPrinterAttributes,
        operationAttributes: [['requested-attributes', 'keyword', wanted]],
        signal,
      });
      const [model] = textsOf(answer, 'printer-make-and-model');
      const [uuid] = textsOf(answer, 'printer-uuid');
      return {
        name: model === undefined ? null : [model, uuid?.replace(/^urn:uuid:/, '')].filter(Boolean).join(' '),
        isStopped: numbersOf(answer, 'printer-state')[0] === 5,
        accepts: answer.attributes.get('printer-is-accepting-jobs')?.[0] !== false,
        reasons: judgeReasons(textsOf(answer, 'printer-state-reasons')),
        formats: textsOf(answer, 'document-format-supported'),
        operations: numbersOf(answer, 'operations-supported'),
        media: textsOf(answer, 'media-supported'),
        scalings: textsOf(answer, 'print-scaling-supported'),
        rasterTypes: textsOf(answer, 'pwg-raster-document-type-supported'),
        rasterDpis: (answer.attributes.get('pwg-raster-document-resolution-supported') ?? []).flatMap(
          (value) =>
            typeof value === 'object' && value.unit === 'dpi' && value.x === value.y ? [value.x] : [],
        ),
      };
    },

    async validate(job, signal) {
      await ask({ operation: ippOperations.validateJob, ...jobAttributesOf(job), signal });
    },

    async send(job, document, inOneStep, signal) {
      if (inOneStep) {
        const answer = await ask({
          operation: ippOperations.printJob,
          ...jobAttributesOf(job),
          document,
          signal,
        });
        return jobIdOf(answer);
      }
      const jobId = jobIdOf(
        await ask({
          operation: ippOperations.createJob,
          operationAttributes: [['job-name', 'name', job.name]],
          jobAttributes: job.attributes,
          signal,
        }),
      );
      try {
        await ask({
          operation: ippOperations.sendDocument,
          jobId,
          operationAttributes: [
            ['document-format', 'mimeType', job.format],
            ['last-document', 'boolean', true],
          ],
          document,
          signal,
        });
      } catch (error) {
        // The job exists: whether the document arrived is read from the job, not guessed.
        if (!isKioskFault(error) || (error.code !== 'PRINTER_LOST' && error.code !== 'PRINTER_SILENT')) {
          await this.cancel(jobId).catch(() => {}); // an empty job is nobody's paper
          throw error;
        }
      }
      return jobId;
    },

    async lookAtJob(jobId, signal) {
      const answer = await ask({
        operation: ippOperations.getJobAttributes,
        jobId,
        operationAttributes: [
          [
            'requested-attributes',
            'keyword',
            ['job-state', 'job-state-reasons', 'job-impressions-completed', 'job-media-sheets-completed'],
          ],
        ],
        signal,
      });
      const [state] = numbersOf(answer, 'job-state');
      const reasons = textsOf(answer, 'job-state-reasons');
      const counts = ['job-impressions-completed', 'job-media-sheets-completed'].flatMap((name) =>
        numbersOf(answer, name),
      );
      return { end: judgeJob(state, reasons), progress: [state, ...counts].join(' ') };
    },

    async cancel(jobId) {
      await ask({ operation: ippOperations.cancelJob, jobId, signal: null });
    },
  };
}

interface Order {
  readonly operation: number;
  readonly jobId?: number;
  readonly operationAttributes?: readonly IppAttribute[];
  readonly jobAttributes?: readonly IppAttribute[];
  readonly document?: Buffer;
  readonly signal: AbortSignal | null;
}

const never = new AbortController().signal;

function jobIdOf(answer: IppAnswer): number {
  const [jobId] = numbersOf(answer, 'job-id');
  if (jobId === undefined) throw new KioskFault('PRINTER_ANSWER_INVALID', { details: { jobId: 'none' } });
  return jobId;
}
