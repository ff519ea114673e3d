import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import ipp from 'ipp-encoder';

/** Value and group tags of RFC 8010. */
const tag = {
  operation: 1,
  printer: 4,
  job: 2,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  keyword: 0x44,
  mime: 0x49,
};
const words = { charset: 0x47, language: 0x48, text: 0x41 };

const operations = {
  2: 'Print-Job',
  4: 'Validate-Job',
  5: 'Create-Job',
  6: 'Send-Document',
  8: 'Cancel-Job',
  9: 'Get-Job-Attributes',
  11: 'Get-Printer-Attributes',
} as const;
export type IppOperation = (typeof operations)[keyof typeof operations];

/** What a test changes at any moment. */
export interface IppSimulatorState {
  /** 3 idle, 4 processing, 5 stopped. */
  printerState: number;
  accepts: boolean;
  reasons: string[];
  operations: number[];
  /** 3 pending, 5 processing, 6 stopped, 7 cancelled, 8 aborted, 9 completed. */
  jobState: number;
  jobReasons: string[];
  /** Answers these operations with this status instead of doing them, so many times. */
  refuse: { readonly operation: IppOperation; readonly status: number; times: number } | null;
  /** Misbehaves below IPP, at this operation. */
  mischief: {
    readonly at: IppOperation;
    readonly what:
      | 'web page'
      | 'unauthorised'
      | 'cut answer'
      | 'endless answer'
      | 'silence'
      | 'break'
      | 'stranger';
  } | null;
}

/** A printer that says exactly what a test wants; written against `ipp-encoder`, not against our own encoder. */
export async function createIppSimulator() {
  const state: IppSimulatorState = {
    printerState: 3,
    accepts: true,
    reasons: ['none'],
    operations: [2, 4, 5, 6, 8, 9, 11],
    jobState: 9,
    jobReasons: ['job-completed-successfully'],
    refuse: null,
    mischief: null,
  };
  const asked: IppOperation[] = [];
  const documents: Buffer[] = [];
  const names: unknown[] = [];

  const printerGroup = () => ({
    tag: tag.printer,
    attributes: [
      { tag: words.text, name: 'printer-make-and-model', value: 'Simulated IPP' },
      { tag: tag.enum, name: 'printer-state', value: state.printerState },
      { tag: tag.boolean, name: 'printer-is-accepting-jobs', value: state.accepts },
      { tag: tag.keyword, name: 'printer-state-reasons', value: state.reasons },
      { tag: tag.mime, name: 'document-format-supported', value: ['application/pdf', 'image/urf'] },
      { tag: tag.enum, name: 'operations-supported', value: state.operations },
      { tag: tag.keyword, name: 'media-supported', value: ['iso_a4_210x297mm', 'na_letter_8.5x11in'] },
    ],
  });
  const jobGroup = () => ({
    tag: tag.job,
    attributes: [
      { tag: tag.integer, name: 'job-id', value: 7 },
      { tag: tag.enum, name: 'job-state', value: state.jobState },
      { tag: tag.keyword, name: 'job-state-reasons', value: state.jobReasons },
    ],
  });

  function answer(operation: IppOperation, requestId: number): Buffer {
    const isRefused = state.refuse?.operation === operation && state.refuse.times > 0;
    if (isRefused && state.refuse !== null) state.refuse.times -= 1;
    else if (operation === 'Cancel-Job') {
      state.jobState = 7;
      state.jobReasons = ['job-canceled-by-user'];
    }
    const group = operation === 'Get-Printer-Attributes' ? printerGroup() : jobGroup();
    return ipp.response.encode({
      version: { major: 1, minor: 1 },
      statusCode: isRefused ? (state.refuse?.status ?? 0) : 0,
      requestId,
      groups: [
        {
          tag: tag.operation,
          attributes: [
            { tag: words.charset, name: 'attributes-charset', value: 'utf-8' },
            { tag: words.language, name: 'attributes-natural-language', value: 'en' },
          ],
        },
        ...(isRefused || operation === 'Validate-Job' ? [] : [group]),
      ],
    });
  }

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const message = ipp.request.decode(body);
    const operation = operations[message.operationId as keyof typeof operations];
    asked.push(operation);
    names.push(...message.groups.flatMap(({ attributes }) => attributes.map(({ value }) => value)));
    const document = body.subarray(ipp.request.decode.bytes);
    if (document.length > 0) documents.push(document);
    const mischief = state.mischief?.at === operation ? state.mischief.what : null;
    response.setHeader('content-type', mischief === 'web page' ? 'text/html' : 'application/ipp');
    const good = answer(operation, mischief === 'stranger' ? message.requestId + 1 : message.requestId);
    switch (mischief) {
      case 'silence':
        return;
      case 'break':
        request.socket.resetAndDestroy();
        return;
      case 'unauthorised':
        response.writeHead(401).end();
        return;
      case 'web page':
        response.end('<html>Router</html>');
        return;
      case 'cut answer':
        response.end(good.subarray(0, good.length - 9));
        return;
      case 'endless answer':
        response.end(Buffer.alloc(3_000_000, 0x44));
        return;
      default:
        response.end(good);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    state,
    asked,
    documents,
    /** Every text and number that was ever sent to the printer beside the documents. */
    said: () => names.flat().map(String),
    address: `ipp://127.0.0.1:${port}/ipp/print`,
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
