const withSeparators = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const eightDigits = /^(\d{2})(\d{2})(\d{4})$/;

/** A day as a card writes it, `10022003` or `10/02/2003`, as an ISO day; null when no such day exists. */
export function parseCardDate(text: string): { readonly day: string; readonly separated: boolean } | null {
  const plain = eightDigits.exec(text);
  const match = plain ?? withSeparators.exec(text);
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  return {
    day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    separated: plain === null,
  };
}

/** True for a day of the calendar between 1850 and 2200: outside, a digit was misread. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
