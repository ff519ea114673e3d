import type { Language } from '../contract/index.ts';

/** The kiosk stands in Vietnam whatever the operating system believes. */
const timeZone = 'Asia/Ho_Chi_Minh';

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
