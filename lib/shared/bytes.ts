const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const STEP = 1024;

/** `5.1 MB`, `5,1 МБ` in Russian. As the limits are counted: 1 MB = 1,048,576 bytes. */
export function formatBytes(sizeBytes: number, locale: string): string {
  const step = Math.min(3, Math.floor(Math.log(Math.max(1, sizeBytes)) / Math.log(STEP)));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(sizeBytes / STEP ** step);
}
