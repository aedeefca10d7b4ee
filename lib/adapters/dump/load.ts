import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { quoted } from "@/lib/adapters/dump/connection";
import { columnsOf, listTables } from "@/lib/adapters/dump/snapshot";
import { DumpError, type DumpSource, type Migration } from "@/lib/ports/database-dump";

/** As Prisma makes it (scripts/migrate.mjs). */
const MIGRATIONS_TABLE = `create table public._prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

const NOT_OF_AN_EXTENSION =
  "not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')";
/** Whatever our migrations make, what depends on others first. */
const OWN_OBJECTS = [
  `select format('drop table %s cascade', o.oid::regclass) as drop from pg_class o
    where o.relnamespace = 'public'::regnamespace and o.relkind in ('r', 'p') and ${NOT_OF_AN_EXTENSION}`,
  `select format('drop routine %s cascade', o.oid::regprocedure) as drop from pg_proc o
    where o.pronamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION}`,
  `select format('drop type %s cascade', o.oid::regtype) as drop from pg_type o
    where o.typnamespace = 'public'::regnamespace and o.typtype in ('e', 'd') and ${NOT_OF_AN_EXTENSION}`,
];

/**
 * Makes the tables of the dump's version in the place of all there are, and fills them. Foreign keys are taken off and
 * put back, which looks at every row; triggers stay silent: what they write is in the dump. No more than the rights of
 * the tables' owner is needed for that.
 */
export async function load(
  client: pg.Client,
  source: DumpSource,
  migrations: readonly Migration[],
): Promise<void> {
  await dropAll(client);
  await client.query(MIGRATIONS_TABLE);
  for (const { name } of source.migrations) {
    const known = migrations.find((migration) => migration.name === name);
    if (!known) throw new DumpError(`This version does not know migration ${name}.`);
    await client.query(known.sql);
  }
  const putBack = await takeKeysOff(client);
  await emptyTables(client);
  for (const table of source.tables) await fill(client, source, table);
  for (const { name } of await listTables(client))
    await client.query(`alter table public.${quoted(name)} enable trigger user`);
  for (const key of putBack) await client.query(key);
}

/** What the dump has not had. */
export async function migrateOn(
  client: pg.Client,
  source: DumpSource,
  migrations: readonly Migration[],
): Promise<void> {
  const had = new Set(source.migrations.map(({ name }) => name));
  for (const { name, sql, checksum } of migrations.filter((each) => !had.has(each.name))) {
    await client.query(sql);
    await client.query(
      `insert into public._prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
  }
}

async function dropAll(client: pg.Client): Promise<void> {
  for (const list of OWN_OBJECTS) {
    const { rows } = await client.query<{ drop: string }>(list);
    // One may have gone with another.
    for (const { drop } of rows)
      await client.query(drop.replace(/^drop (\w+) /, "drop $1 if exists "));
  }
}

/** @returns what puts them back */
async function takeKeysOff(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname,
              pg_get_constraintdef(oid)) as on
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      order by conrelid::regclass::text, conname`,
  );
  for (const { off } of rows) await client.query(off);
  return rows.map(({ on }) => on);
}

/** A migration may have written rows of its own: the dump has them too. */
async function emptyTables(client: pg.Client): Promise<void> {
  const tables = (await listTables(client)).map(({ name }) => `public.${quoted(name)}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  await client.query(`truncate ${tables.join(", ")}`);
}

async function fill(
  client: pg.Client,
  source: DumpSource,
  table: DumpSource["tables"][number],
): Promise<void> {
  const sink = client.query(copyFrom(`copy ${columnsOf(table)} from stdin`));
  await pipeline(source.open(table), sink);
  if (sink.rowCount !== table.rowCount)
    throw new DumpError(
      `The table ${table.name} came to ${sink.rowCount} rows instead of ${table.rowCount}.`,
    );
}
