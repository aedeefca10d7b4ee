/** See `embedded-postgres.mjs`. */
export function startEmbeddedPostgres(
  dataDir: string,
): Promise<{ url: string; port: number; stop: () => Promise<void> }>;
