import pg from "pg";

/** So that a row is the same text wherever and whenever it is read. */
const FORM = [
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, MDY'",
  "set intervalstyle = 'postgres'",
  "set extra_float_digits = 3",
  "set bytea_output = 'hex'",
  "set client_encoding = 'UTF8'",
  // Large tables take their time.
  "set statement_timeout = 0",
  "set idle_in_transaction_session_timeout = 0",
].join(";");

/** Runs `run` on a connection of its own, outside of every pool. */
export async function withClient<T>(
  url: string,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(FORM);
    return await run(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function inTransaction<T>(
  client: pg.Client,
  { begin, run }: { begin: string; run: () => Promise<T> },
): Promise<T> {
  await client.query(begin);
  try {
    const result = await run();
    await client.query("commit");
    return result;
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    throw cause;
  }
}

export const quoted = pg.escapeIdentifier;
