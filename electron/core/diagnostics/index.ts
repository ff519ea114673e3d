export { createLog, type Log } from './log.ts';
export { openLogFile } from './log-file.ts';
