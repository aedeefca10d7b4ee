import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { migrate } from "./migrate.mjs";
import { Refusal } from "./refusal.mjs";

const VERSION_MIN = 160_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** A throw-away or the studio's own embedded server, with every table in place. */
export async function startMigratedPostgres(dataDir) {
  const server = await startEmbeddedPostgres(dataDir);
  await prepareTables(server.url);
  return server;
}

/** @throws {Refusal} when the server of DATABASE_URL cannot be used; the sentence holds no password */
export async function checkExternalDatabase(url) {
  const { host, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("show server_version_num");
    if (Number(rows[0].server_version_num) < VERSION_MIN)
      throw new Refusal(`PostgreSQL at ${host} is older than 16: upgrade it.`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `The database "${database}" at ${host} (DATABASE_URL) cannot be used: ${reason(error)}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Brings the product's tables and the job queue's to this version. */
export async function prepareTables(url) {
  await migrate(url);
  await runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) });
}

const REASONS = {
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "there is no such host",
  "28P01": "user or password is wrong",
  "3D000": "there is no such database, create it first",
};

function reason(error) {
  return REASONS[error.code] ?? error.message ?? error.code;
}
