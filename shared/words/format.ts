import { officeZone } from '../calendar/office-time.ts';
import type { Language } from '../contract/index.ts';

/** The kiosk stands in Vietnam whatever the operating system believes. */
const timeZone = officeZone;

const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone,
});

/** `14:25`, for the clock of the frame. */
export function clockTime(at: number): string {
  return clockFormat.format(at);
}

const dayFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  vi: new Intl.DateTimeFormat('vi-VN', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone,
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone,
  }),
};

/** `Chủ Nhật, 22/11/2026`, for the clock of the frame. */
export function dayOf(language: Language, at: number): string {
  return dayFormats[language].format(at);
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Day and time at the office as two figures each, for the places of a text. */
export function momentParts(
  atMs: number,
): Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>> {
  const found = Object.fromEntries(momentFormat.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const part = (name: string): string => found[name] ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/** NĐ 30/2020: the place before a date is the commune's bare name; a number alone keeps its "Phường". */
export function communeName(commune: string): string {
  return commune.replace(/^(?:Xã|Phường|Đặc khu)\s+(?=\D)/u, '');
}
