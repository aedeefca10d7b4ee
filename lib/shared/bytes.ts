const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `5.1 MB`, `5,1 МБ` in Russian. Decimal units: 1 MB = 1,000,000 bytes. */
export function formatBytes(sizeBytes: number, locale: string): string {
  const step = sizeBytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(sizeBytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(sizeBytes / 1_000 ** step);
}
