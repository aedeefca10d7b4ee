import { createHash, randomBytes } from "node:crypto";
import { Logger, runMigrations } from "graphile-worker";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { countRestores, settleAfterwards } from "@/lib/adapters/dump/aftermath";
import { inTransaction, quoted, withClient } from "@/lib/adapters/dump/connection";
import { load, migrateOn } from "@/lib/adapters/dump/load";
import { columnsOf, readSnapshot } from "@/lib/adapters/dump/snapshot";
import type { Clock } from "@/lib/ports/clock";
import {
  type DatabaseDumps,
  DumpError,
  type DumpedTable,
  type DumpSource,
  type DumpTarget,
} from "@/lib/ports/database-dump";

/** A start takes it before it looks at the tables (scripts/migrate.mjs). */
const MIGRATION_LOCK = 72_707_369;
/** Each studio on an external database holds these as long as it runs (scripts/shared-settings.mjs). */
const STUDIO_LOCKS = [727_073_691, 727_073_692, 727_073_693];
const REHEARSAL = "maquette_rehearsal_";
const MAY_NOT = "42501";

export const createDatabaseDumps = (url: string, clock: Clock): DatabaseDumps => ({
  read: (run) => readSnapshot(url, run),
  look: () => withClient(url, look),
  async replace(source, { migrations, backup, reason }) {
    // The job queue's own tables: they are made ready, and emptied with the rest.
    await runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) });
    return withClient(url, (client) =>
      inTransaction(client, {
        begin: "begin",
        run: async () => {
          await client.query("set local lock_timeout = '5s'");
          await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
          if ((await look(client)).isInUse)
            throw new DumpError("A studio was started meanwhile: stop it, and restore again.");
          const generationBefore = await countRestores(client);
          await load(client, source, migrations);
          await migrateOn(client, source, migrations);
          return settleAfterwards(client, clock, { backup, reason, generationBefore });
        },
      }),
    );
  },
  rehearse: (source, migrations) =>
    withRehearsal(url, (address) =>
      withClient(address, (client) =>
        inTransaction(client, {
          begin: "begin",
          run: async () => {
            await load(client, source, migrations);
            const tables: DumpedTable[] = [];
            for (const table of source.tables) tables.push(await readBack(client, table));
            await migrateOn(client, source, migrations);
            return tables;
          },
        }),
      ),
    ),
});

async function look(client: pg.Client): Promise<DumpTarget> {
  const one = async <T>(sql: string, values: unknown[] = []) =>
    (await client.query(sql, values)).rows[0] as T;
  const { tables, ours } = await one<{ tables: number; ours: boolean }>(
    `select (select count(*)::int from pg_tables where schemaname = 'public') as tables,
            to_regclass('public._prisma_migrations') is not null as ours`,
  );
  const { used } = await one<{ used: boolean }>(
    `select exists (select from pg_locks join pg_database d on d.oid = database
      where locktype = 'advisory' and objsubid = 2 and d.datname = current_database()
        and classid::bigint = any ($1) and pid <> pg_backend_pid()) as used`,
    [STUDIO_LOCKS],
  );
  const count = async (table: string) => {
    const { has } = await one<{ has: boolean }>("select to_regclass($1) is not null as has", [
      `public.${quoted(table)}`,
    ]);
    if (!has) return 0;
    return (
      await one<{ count: number }>(`select count(*)::int as count from public.${quoted(table)}`)
    ).count;
  };
  const personCount = await count("user");
  return {
    isEmpty: personCount === 0,
    isForeign: tables > 0 && !ours,
    isInUse: used,
    personCount,
    imageCount: await count("image"),
  };
}

/** As `Snapshot.copy` would give it: rows lie in the order in which they were filled in. */
async function readBack(
  client: pg.Client,
  table: DumpSource["tables"][number],
): Promise<DumpedTable> {
  const rows = client.query(copyTo(`copy ${columnsOf(table)} to stdout`));
  const hash = createHash("sha256");
  for await (const chunk of rows) hash.update(chunk);
  return { name: table.name, rowCount: rows.rowCount, sha256: hash.digest("hex") };
}

async function withRehearsal<T>(url: string, run: (address: string) => Promise<T>): Promise<T> {
  const name = `${REHEARSAL}${randomBytes(6).toString("hex")}`;
  const address = new URL(url);
  address.pathname = `/${name}`;
  return withClient(url, async (client) => {
    await dropLeftOver(client);
    try {
      await client.query(`create database ${quoted(name)}`);
    } catch (cause) {
      if ((cause as { code?: string }).code !== MAY_NOT) throw cause;
      throw new DumpError(
        "The database user may not make databases, which a rehearsal needs: alter role … createdb.",
      );
    }
    try {
      return await run(address.href);
    } finally {
      await client.query(`drop database if exists ${quoted(name)} with (force)`);
    }
  });
}

/** Of a process that was killed: nobody is connected to it. */
async function dropLeftOver(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database d where datname like $1
        and pg_has_role(datdba, 'usage')
        and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    [`${REHEARSAL}%`],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${quoted(name)}`);
}
