import { createHash } from "node:crypto";
import pg from "pg";
import { Refusal } from "./refusal.mjs";

/** Half of an advisory lock's number; the other half is the hash of the value. */
const LOCKS = {
  AUTH_SECRET: 727_073_691,
  STORAGE_URL: 727_073_692,
  MAQUETTE_MASTER_KEY_FILE: 727_073_693,
};

/**
 * Compares what all processes on a database must share with the live ones: each holds a lock that carries a hash of
 * its own value, so there is nothing to store, and a secret may change once all have stopped.
 * @param {Record<keyof typeof LOCKS, string | Buffer>} values
 * @returns {Promise<() => Promise<void>>} gives the locks back
 * @throws {Refusal} naming the setting that differs
 */
export async function shareSettings(databaseUrl, values) {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  // A look at the start, not a guard: a database that restarts later takes the locks with it.
  client.on("error", () => undefined);
  await client.connect();
  const release = () => client.end().catch(() => undefined);
  try {
    for (const [name, value] of Object.entries(values)) await share(client, name, value);
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

async function share(client, name, value) {
  // 31 bits: both halves are signed here and unsigned in pg_locks.
  const hash = createHash("sha256").update(value).digest().readUInt32BE() >>> 1;
  await client.query("select pg_advisory_lock_shared($1, $2)", [LOCKS[name], hash]);
  const { rowCount } = await client.query(
    `select 1 from pg_locks join pg_database on pg_database.oid = database
      where locktype = 'advisory' and objsubid = 2 and datname = current_database()
        and classid::bigint = $1 and objid::bigint <> $2`,
    [LOCKS[name], hash],
  );
  if (rowCount > 0)
    throw new Refusal(
      `${name} differs from that of another process on this database: all must have the same.`,
    );
}
