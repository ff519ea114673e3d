export { createLog, describeError, type Log, type LogFields } from './log.ts';
