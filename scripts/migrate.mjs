import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "./bootstrap.mjs";
import { Refusal } from "./refusal.mjs";

/** The number of Prisma's own advisory lock, so that its command line and this runner exclude each other. */
const LOCK = 72_707_369;
/** Columns as Prisma makes them: `prisma migrate` goes on where this runner stopped, and the other way round. */
const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * Applies prisma/migrations, each in one transaction, without Prisma's command line.
 * @returns {Promise<string[]>} names of the migrations applied now
 * @throws {Refusal} when the database is newer than this version, half migrated, or its history was edited
 */
export async function migrate(url, folder = path.join(root, "prisma/migrations")) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    const known = readMigrations(folder);
    const pending = pendingMigrations(known, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function appliedMigrations(client) {
  const { rows } = await client.query(
    `select migration_name as name, checksum, finished_at is not null as "isFinished"
       from _prisma_migrations where rolled_back_at is null`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function pendingMigrations(known, applied) {
  const names = new Set(known.map(({ name }) => name));
  for (const { name, isFinished } of applied.values()) {
    if (!isFinished)
      throw new Refusal(`Migration ${name} was left half applied: restore the last backup.`);
    if (!names.has(name))
      throw new Refusal(
        `The database is newer than this version of Maquette (it has ${name}): start the newer version, or restore the backup made before the upgrade.`,
      );
  }
  return known.filter(({ name, checksum }) => {
    const row = applied.get(name);
    if (row && row.checksum !== checksum)
      throw new Refusal(`Migration ${name} was edited after it was applied: put its file back.`);
    return !row;
  });
}

async function apply(client, { name, sql, checksum }) {
  await client.query("begin");
  try {
    // A process that still runs an older version may hold a table: better to fail than to queue everybody behind us.
    await client.query("set local lock_timeout = '5s'");
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Refusal(`Migration ${name} failed and was undone: ${error.message}`);
  }
}
