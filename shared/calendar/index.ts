export {
  createOfficeCalendar,
  type DueDate,
  type DueReason,
  type DueRequest,
  type OfficeCalendar,
} from './due-date.ts';
export {
  defaultOfficeHours,
  type HolidayTable,
  holidayTableSchema,
  type OfficeHours,
  officeHoursSchema,
} from './model.ts';
export { officeAheadMs, officeDay, officeDayStart, officeWallTime, officeZone } from './office-time.ts';
