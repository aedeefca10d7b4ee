import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startMigratedPostgres } from "./database.mjs";

/** A migrated, throw-away PostgreSQL for the tests, unless the test run already provides one. */
export async function setup() {
  if (process.env.MAQUETTE_TEST_DATABASE_URL) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "maquette-vitest-"));
  const server = await startMigratedPostgres(folder);
  process.env.MAQUETTE_TEST_DATABASE_URL = server.url;
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
