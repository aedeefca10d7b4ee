import { formatTime, type Place } from "@/components/generation/formats";

/** `14:06` today, `24 Nov` this year, else `24 Nov 2025`, in the order of the language. */
export function formatWhen(time: string, place: Place, now = new Date()): string {
  const { locale, timeZone } = place;
  const partsOf = (date: Date) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(date);
  const [day, today] = [partsOf(new Date(time)), partsOf(now)];
  if (day === today) return formatTime(time, place);
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: "numeric" }),
    timeZone,
  }).format(new Date(time));
}
