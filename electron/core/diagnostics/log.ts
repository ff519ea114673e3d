import pino from 'pino';
import { isKioskFault } from '../../../shared/faults/index.ts';

/** Machine facts beside a log line. Personal data is `Sensitive` and prints as `[hidden]`; free text has no place here. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The one way to log. `event` is a fixed phrase, never a sentence with values in it. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** A failure: its code and place, never its message, which may quote what a person typed. */
  failure(event: string, error: unknown, fields?: LogFields): void;
}

/** What of an error may be written down: name, code and the code positions of its stack. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^\s()]*\/([^/\s()]+:\d+:\d+)\)?/, '$1'));
  const details = isKioskFault(error) ? JSON.stringify(error.details) : null;
  const cause = error.cause instanceof Error ? `${error.cause.name}` : null;
  return { error: error.name, code, details, cause, at: frames.join(' < ') };
}

/** Writes JSON lines to the given stream, each with time and level; field values that are not plain print hidden. */
export function createLog(stream: { write(line: string): void }, level: 'info' | 'warn' = 'info'): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return {
    info: (event, fields) => logger.info(plain(fields), event),
    warn: (event, fields) => logger.warn(plain(fields), event),
    failure: (event, error, fields) => logger.error({ ...plain(fields), ...describeError(error) }, event),
  };
}

/** Types can be lied to; what is not a plain value is hidden here, at the last gate before the disk. */
function plain(fields: LogFields | undefined): LogFields {
  if (fields === undefined) return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) =>
      value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)
        ? [name, value]
        : [name, '[hidden]'],
    ),
  );
}
