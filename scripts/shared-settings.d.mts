/** See `shared-settings.mjs`. */
export function shareSettings(
  databaseUrl: string,
  values: Readonly<Record<string, string>>,
): Promise<() => Promise<void>>;
