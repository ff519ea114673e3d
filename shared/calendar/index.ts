export {
  createOfficeCalendar,
  type DueRequest,
  type OfficeCalendar,
} from './due-date.ts';
export {
  defaultOfficeHours,
  type HolidayTable,
  holidayTableSchema,
  officeHoursSchema,
} from './model.ts';
export { officeAheadMs, officeDay, officeDayStart, officeWallTime, officeZone } from './office-time.ts';
