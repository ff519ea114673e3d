import * as z from 'zod';

const date = z.iso.date();
const text = z.string().trim().min(1);

/** Dated table of days off, data that staff can replace: resources/calendar/holidays.json. */
export const holidayTableSchema = z.strictObject({
  asOf: date,
  sources: z.array(text),
  /** Years of which the table speaks; without an official notice every date in them is "dự kiến". */
  years: z.array(z.strictObject({ year: z.number().int(), officialNotice: z.boolean() })).min(1),
  closedDays: z.array(
    z.strictObject({
      date,
      name: text,
      kind: z.enum(['public-holiday', 'compensation-day', 'swapped-day-off']),
      certain: z.boolean(),
      note: text.nullable(),
      source: text.nullable(),
    }),
  ),
  /** Saturdays worked instead of a day off; open only once they are certain, so that a promise is never too early. */
  workedSaturdays: z.array(z.strictObject({ date, insteadOf: date, certain: z.boolean() })),
});
export type HolidayTable = z.infer<typeof holidayTableSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'giờ có dạng 07:00');

/** Opening hours of one office; hours in Gia Lai are unverified, so they are a setting (FACTS 7). */
export const officeHoursSchema = z
  .strictObject({
    /** 1 is Monday, 7 is Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    /** The open stretches of a day, in order; lunch is the gap between them. */
    stretches: z
      .array(z.strictObject({ from: clockTime, to: clockTime }))
      .min(1)
      .max(4),
  })
  .refine(
    ({ stretches }) => {
      const times = stretches.flatMap(({ from, to }) => [from, to]);
      return times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);
    },
    { error: 'các khoảng giờ phải nối tiếp nhau, không chồng lên nhau', path: ['stretches'] },
  );
export type OfficeHours = z.infer<typeof officeHoursSchema>;

export const defaultOfficeHours: OfficeHours = {
  weekdays: [1, 2, 3, 4, 5],
  stretches: [
    { from: '07:00', to: '11:30' },
    { from: '13:30', to: '17:00' },
  ],
};
