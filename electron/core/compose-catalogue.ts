import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createOfficeCalendar,
  type HolidayTable,
  holidayTableSchema,
  type OfficeCalendar,
} from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import type { OfficeOffer } from '../../shared/procedure/index.ts';
import type { AuditLog } from './audit/index.ts';
import {
  type Catalogue,
  createCatalogue,
  createProcedureCalls,
  type ProcedureCalls,
} from './catalogue/index.ts';
import type { Log } from './diagnostics/index.ts';

export interface CatalogueRoad {
  readonly catalogue: Catalogue;
  readonly procedures: ProcedureCalls;
  readonly calendar: OfficeCalendar;
  /** The day to which the table of days off is known (ms since 1970): no clock of this kiosk can be before it. */
  readonly holidaysAsOf: number;
  readonly offer: OfficeOffer;
}

/** Opens the procedures in force and the office's calendar, and notes the version in the audit log. */
export function composeCatalogue(deps: {
  readonly config: KioskConfig;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
}): CatalogueRoad {
  const { config, clock } = deps;
  const offer = officeOffer(deps.resourcesDir);
  const catalogue = createCatalogue({
    shippedDir: path.join(deps.resourcesDir, 'catalogue'),
    dataDir: path.join(deps.dataDir, 'catalogue'),
    clock,
    log: deps.log,
    verifyKey: config.catalogue.publisherKey ?? null,
    offer,
  });
  deps.audit.append({
    id: 'catalogue-in-use',
    role: 'kiosk',
    details: { version: catalogue.current().version.manifest.version },
  });
  const holidays = readHolidays(deps.resourcesDir);
  const calendar = createOfficeCalendar({ hours: config.hours, holidays });
  const procedures = createProcedureCalls({ catalogue, calendar, clock, offer });
  return { catalogue, procedures, calendar, holidaysAsOf: Date.parse(holidays.asOf), offer };
}

/**
 * What can be done at this kiosk: all four levels of the source document. Fee and result by post are recorded here as the
 * person's choice and carried out by the office.
 */
function officeOffer(resourcesDir: string): OfficeOffer {
  const files = readdirSync(path.join(resourcesDir, 'forms'));
  const codes = files.flatMap((name) => /^(\d+\.\d+)\.json$/.exec(name)?.[1] ?? []);
  return { electronicSubmission: true, resultByPost: true, blankForms: new Set(codes) };
}

/** The dated table of days off that ships; a table with an error is a damaged catalogue, never a wrong date. */
function readHolidays(resourcesDir: string): HolidayTable {
  try {
    return holidayTableSchema.parse(
      JSON.parse(readFileSync(path.join(resourcesDir, 'calendar/holidays.json'), 'utf8')),
    );
  } catch (cause) {
    throw new KioskFault('CATALOGUE_DAMAGED', { details: { reason: 'holidays' }, cause });
  }
}
