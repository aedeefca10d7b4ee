import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { inTransaction, quoted, withClient } from "@/lib/adapters/dump/connection";
import {
  type AppliedStep,
  BLOB_REMOVAL_LOCK,
  DumpError,
  type DumpTable,
  type NamedBlob,
  type Snapshot,
} from "@/lib/ports/database-dump";

/** Held by the one that makes a backup of this database. */
const BACKUP_LOCK = 727_073_695;

/** Both locks go with the connection, also when this process dies. */
export const readSnapshot = <T>(url: string, run: (snapshot: Snapshot) => Promise<T>): Promise<T> =>
  withClient(url, async (client) => {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as is_ours", [
      BACKUP_LOCK,
    ]);
    if (!rows[0].is_ours)
      throw new DumpError(
        "Another backup of this database is being made: wait until it has ended.",
      );
    // Waits for removals that have begun; from here on nobody begins one, and only then we look.
    await client.query("select pg_advisory_lock($1)", [BLOB_REMOVAL_LOCK]);
    return inTransaction(client, {
      begin: "begin isolation level repeatable read read only",
      run: async () => run(await openSnapshot(client)),
    });
  });

async function openSnapshot(client: pg.Client): Promise<Snapshot> {
  const tables = await listTables(client);
  const has = (name: string) => tables.some((table) => table.name === name);
  const one = async (sql: string) => (await client.query(sql)).rows[0];
  const { at } = await one("select now() as at");
  return {
    at,
    handle: has("installation")
      ? ((await one("select handle from installation where id = 1"))?.handle ?? null)
      : null,
    migrations: has("_prisma_migrations") ? await listMigrations(client) : [],
    tables,
    copy: (table) => client.query(copyTo(`copy ${columnsOf(table)} to stdout`)),
    listBlobs: () => listBlobs(client),
  };
}

/** The table and its columns, as COPY takes them. */
export const columnsOf = ({ name, columns }: DumpTable) =>
  `public.${quoted(name)} (${columns.map(quoted).join(", ")})`;

/** All of ours, with the columns that are not computed from others. */
export async function listTables(client: pg.Client): Promise<DumpTable[]> {
  const { rows } = await client.query<DumpTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      group by c.relname order by c.relname`,
  );
  return rows;
}

async function listMigrations(client: pg.Client): Promise<AppliedStep[]> {
  const { rows } = await client.query<AppliedStep & { isFinished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as "isFinished"
       from _prisma_migrations where rolled_back_at is null order by migration_name`,
  );
  const half = rows.find(({ isFinished }) => !isFinished);
  if (half)
    throw new DumpError(
      `Migration ${half.name} was left half applied: what lies there now is not worth a backup. Restore the last one.`,
    );
  return rows.map(({ name, checksum }) => ({ name, checksum }));
}

/** No rows of earlier schemas than those that have both tables. */
async function listBlobs(client: pg.Client): Promise<NamedBlob[]> {
  const { rows } = await client.query<NamedBlob>(
    `select sha256, max(size_bytes)::int as "sizeBytes" from (
       select sha256, size_bytes from image union all
       select sha256, size_bytes from reference_image) as named
     group by sha256 order by sha256`,
  );
  return rows;
}
