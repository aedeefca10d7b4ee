export type Place = { locale: string; timeZone: string };

const known = new Map<string, Intl.DateTimeFormat>();

/** One for each use and place: to make one takes as long as a hundred uses. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions) {
  const key = locale + JSON.stringify(options);
  const format = known.get(key) ?? new Intl.DateTimeFormat(locale, options);
  known.set(key, format);
  return format;
}

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const SHORT_DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const LONG_DAY = { weekday: "long", day: "numeric", month: "long" } as const;

/** `14:06`. */
export const formatTime = (time: string, { locale, timeZone }: Place) =>
  dateFormat(locale, { ...TIME, timeZone }).format(new Date(time));

/** `14:06:11`. */
export const formatClock = (time: string, { locale, timeZone }: Place) =>
  dateFormat(locale, { ...TIME, second: "2-digit", timeZone }).format(new Date(time));

/** `22 Nov 2026, 14:02` in the order of the language. */
export const formatMoment = (time: string, { locale, timeZone }: Place) =>
  dateFormat(locale, { ...TIME, ...SHORT_DAY, timeZone }).format(new Date(time));

/** A day as `dateIn` writes it, in words: `Sunday, November 22`. */
export const formatDate = (date: string, locale: string) =>
  dateFormat(locale, { ...LONG_DAY, timeZone: "UTC" }).format(new Date(date));

export const formatPixels = ({ width, height }: { width: number; height: number }) =>
  `${width}\u00a0×\u00a0${height}`;

/** `AK-1122-08/2`: the second picture of a generation, as people say it. */
export const pictureCode = (code: string, variant: { number: number }) =>
  `${code}/${variant.number}`;

export const splitDuration = (durationMs: number) => {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60, total: seconds };
};

/** Characters of the prompt that name a picture. */
const NAME_LENGTH = 120;

export const nameOf = (prompt: string) => [...prompt].slice(0, NAME_LENGTH).join("");
