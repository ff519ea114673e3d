export { createLog, type Log, type LogFields } from './log.ts';
export { openLogFile } from './log-file.ts';
