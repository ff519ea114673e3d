import { type FaultCode, KioskFault } from '../../../../../../shared/faults/index.ts';
import type { PageFormat } from '../../scanner.port.ts';
import type { EsclJobInfo, EsclStatus } from './escl-documents.ts';

/** "Not yet" without saying how long. */
export const notYetMs = 1_000;
const longestRetryAfterMs = 30_000;

/** Our job in the scanner's list, by the last part of its address: the rest is written differently everywhere. */
export function jobIn(status: EsclStatus, job: URL): EsclJobInfo | undefined {
  const name =
    job.pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  return status.jobs.find(
    ({ uri }) =>
      uri
        .split('/')
        .filter((part) => part !== '')
        .at(-1) === name,
  );
}

/** What the status itself calls trouble. */
export function troubleIn(status: EsclStatus, isFeeder: boolean): FaultCode | null {
  // The glass does not mind what the feeder says.
  switch (isFeeder ? status.feeder : null) {
    case 'Jam':
    case 'Mispick':
    case 'MultipickDetected':
      return 'SCANNER_JAM';
    case 'DoorOpen':
    case 'HatchOpen':
      return 'SCANNER_COVER_OPEN';
    case 'Empty':
      if (status.state !== 'Processing') return 'SCANNER_NO_PAPER';
      break;
    default:
      break;
  }
  if (status.state === 'Processing' || status.state === 'Testing') return 'SCANNER_BUSY';
  if (status.state === 'Stopped' || status.state === 'Down') return 'SCANNER_IO';
  return null;
}

/** Trouble that ends a job whatever the answer to a page was. */
export function isForHands(trouble: FaultCode | null): trouble is FaultCode {
  return trouble === 'SCANNER_JAM' || trouble === 'SCANNER_COVER_OPEN';
}

/** What a scanner that sleeps answers: nothing, too late, or that it is busy. */
export function isSilence(error: unknown): boolean {
  return (
    error instanceof KioskFault && ['SCANNER_LOST', 'SCANNER_SILENT', 'SCANNER_BUSY'].includes(error.code)
  );
}

/** The fault behind an HTTP status that is no success. */
export function throwForStatus(status: number): void {
  if (status === 200) return;
  if (status === 401 || status === 403)
    throw new KioskFault('SCANNER_ACCESS_DENIED', { details: { status } });
  if (status === 503) throw new KioskFault('SCANNER_BUSY', { details: { status } });
  if (status === 400) throw new KioskFault('SCANNER_UNABLE', { details: { status } });
  if (status >= 500 || status === 409) throw new KioskFault('SCANNER_IO', { details: { status } });
  throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { status } });
}

/** Seconds, or a date that we do not trust a scanner's clock for. */
export function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header);
  if (!Number.isFinite(seconds) || seconds <= 0) return notYetMs;
  return Math.min(seconds * 1_000, longestRetryAfterMs);
}

/** What the device says it is; what it really is is read from its own bytes. */
export function formatOf(contentType: string): PageFormat {
  if (contentType.includes('png')) return 'png';
  if (contentType.includes('tiff')) return 'tiff';
  return contentType.includes('pdf') ? 'pdf' : 'jpeg';
}
