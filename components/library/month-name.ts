/** `month` is YYYY-MM: `November 2026`, `Ноябрь 2026`. */
export function monthName(month: string, locale: string): string {
  const text = inWords(month, locale, { month: "long", year: "numeric" });
  // Russian writes months small and puts a word after the year that nobody says.
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\sг\.$/, "");
}

/** `Nov`, `нояб` */
export const shortMonthName = (month: string, locale: string): string =>
  inWords(month, locale, { month: "short" }).replace(/\.$/, "");

const inWords = (month: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Date(`${month}-15T12:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: "UTC" });
