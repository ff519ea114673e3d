import { clockTime, momentParts } from '../../../shared/words/index.ts';

/** Time and day at the office as the places of a text: "15:30" and "22/11/2026". */
export function momentOf(atMs: number): { readonly time: string; readonly day: string } {
  const { day, month, year } = momentParts(atMs);
  return { time: clockTime(atMs), day: `${day}/${month}/${year}` };
}
