import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createCatalogue,
  createProcedureCalls,
  type ProcedureCalls,
} from '../../electron/core/catalogue/index.ts';
import { createOfficeCalendar, defaultOfficeHours, holidayTableSchema } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';

const resources = path.resolve(import.meta.dirname, '../../resources');
const silent = { info() {}, warn() {}, failure() {} };

let shipped: ProcedureCalls | undefined;

/** The catalogue as it ships behind its real calls, opened once per process: for the fake core and its pictures. */
export function shippedProcedures(clock: Clock): ProcedureCalls {
  shipped ??= createProcedureCalls({
    catalogue: createCatalogue({
      shippedDir: path.join(resources, 'catalogue'),
      dataDir: mkdtempSync(path.join(os.tmpdir(), 'kiosk-catalogue-')),
      clock,
      log: silent,
      verifyKey: null,
    }),
    calendar: createOfficeCalendar({
      hours: defaultOfficeHours,
      holidays: holidayTableSchema.parse(
        JSON.parse(readFileSync(path.join(resources, 'calendar/holidays.json'), 'utf8')),
      ),
    }),
    clock,
  });
  return shipped;
}
