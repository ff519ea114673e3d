import { accessSync, constants, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Profile } from '../../shared/contract/index.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import { ConfigInvalid, loadConfig, usualConfigPath } from '../core/config/index.ts';
import { StopSentence } from './stop-sentence.ts';

const largestLogBytes = 10 * 1024 * 1024;

/** Where a kiosk keeps its data when `--data-dir` names no other place. */
export function usualDataFolder(profile: Profile): string {
  if (profile === 'production') {
    return process.platform === 'win32'
      ? path.join(process.env.ProgramData ?? 'C:\\ProgramData', 'mot-cua-kiosk', 'data')
      : '/var/lib/mot-cua-kiosk';
  }
  const state = process.env.XDG_STATE_HOME ?? path.join(os.homedir(), '.local', 'state');
  return path.join(state, 'mot-cua-kiosk', 'demo');
}

/** Makes the folder, for its owner only. Throws a StopSentence when it cannot be written. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StopSentence(
      `The data folder ${folder} cannot be written (${reasonOf(error)}). Give this user the right to write there, or name another with --data-dir.`,
      { cause: error },
    );
  }
}

/** Opens the core's log for appending; one older log is kept. */
export function openLog(folder: string): { readonly file: number; readonly path: string } {
  const logPath = path.join(folder, 'kiosk.log');
  try {
    const size = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0;
    if (size > largestLogBytes) renameSync(logPath, `${logPath}.1`);
    return { file: openSync(logPath, 'a', 0o600), path: logPath };
  } catch (error) {
    throw new StopSentence(`The log ${logPath} cannot be written (${reasonOf(error)}).`, { cause: error });
  }
}

/**
 * Checks the configuration of a production kiosk before anything starts. Returns null when there is none yet: the
 * kiosk then asks the technician. Throws a StopSentence that lists every error with its path.
 */
export function checkConfig(configPath: string | null): KioskConfig | null {
  const place = path.resolve(configPath ?? usualConfigPath());
  try {
    const config = loadConfig(place);
    if (config === null && configPath !== null) {
      throw new StopSentence(`There is no configuration at ${place}.`, { exitCode: 2 });
    }
    return config;
  } catch (error) {
    if (error instanceof ConfigInvalid) {
      const lines = error.errors.map(({ path: where, message }) => `  ${where}: ${message}`);
      throw new StopSentence(
        `The configuration ${place} has ${lines.length} error(s):\n${lines.join('\n')}`,
        {
          exitCode: 2,
          cause: error,
        },
      );
    }
    if (isKioskFault(error) && error.code === 'CONFIG_UNREADABLE') {
      throw new StopSentence(`The configuration ${place} is not readable JSON (${reasonOf(error.cause)}).`, {
        exitCode: 2,
        cause: error,
      });
    }
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
