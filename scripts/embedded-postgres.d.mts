/** See `embedded-postgres.mjs`. */
export function startEmbeddedPostgres(
  dataDir: string,
): Promise<{ url: string; port: number; stop: () => Promise<void> }>;

/** A TCP port that nobody listens on at 127.0.0.1. */
export function freePort(): Promise<number>;
