import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Check, fail, ok } from "@/lib/cli/doctor/check";
import type { AppliedMigration, ServerFacts } from "@/lib/ports/installation-repository";
import { POSTGRESQL_FLOOR } from "@/lib/server/security/version-floors";

/** A worker signs every two seconds. */
const HEARTBEAT_AGE_MAX_MS = 10_000;

export function checkServerVersion({ versionNumber }: ServerFacts): Check {
  const version = `PostgreSQL ${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  return versionNumber < POSTGRESQL_FLOOR * 10_000
    ? fail("postgresql", `${version} is too old: upgrade it to ${POSTGRESQL_FLOOR} or newer.`)
    : ok("postgresql", `${version}.`);
}

export function checkDurability({ durability }: ServerFacts): Check {
  const wrong = Object.entries(durability).flatMap(([name, value]) =>
    value === "on" ? [] : [`${name}=${value}`],
  );
  return wrong.length > 0
    ? fail("durability", `A committed row may be lost (${wrong.join(", ")}): set these to on.`)
    : ok("durability", "What is committed is on the disk.");
}

/** Compares the folder of migrations with what the database has had. */
export async function checkMigrations(
  folder: string,
  applied: readonly AppliedMigration[],
): Promise<Check> {
  const name = "migrations";
  const ofDatabase = new Map(applied.map((migration) => [migration.name, migration]));
  const half = applied.find(({ isFinished }) => !isFinished);
  if (half) return fail(name, `${half.name} was left half applied: restore the last backup.`);
  for (const { name: known, checksum } of await readMigrations(folder)) {
    const found = ofDatabase.get(known);
    if (!found) return fail(name, `${known} is not applied: restart the studio.`);
    if (found.checksum !== checksum)
      return fail(name, `${known} was edited after it was applied: put its file back.`);
    ofDatabase.delete(known);
  }
  const [newer] = ofDatabase.keys();
  return newer
    ? fail(name, `The database is newer than this version (${newer}): start the newer version.`)
    : ok(name, `All ${applied.length} are applied.`);
}

async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"));
      return { name, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

export function checkHeartbeat(lastAt: Date | null, now: Date): Check {
  const cure = "see whether the worker runs (log/worker.log in the data folder)";
  if (lastAt === null) return fail("worker", `No worker has ever signed: ${cure}.`);
  const ageMs = now.getTime() - lastAt.getTime();
  return ageMs > HEARTBEAT_AGE_MAX_MS
    ? fail("worker", `The last worker signed ${Math.round(ageMs / 1_000)} s ago: ${cure}.`)
    : ok("worker", "A worker has signed within the last ten seconds.");
}
