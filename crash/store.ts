import pg from "pg";

/** What outlives a history: workers that live on remember these rows. */
const KEPT = ["gateway_key", "installation", "worker_heartbeat", "crash_overrun"];

/** Their times stand; what is on record is never rewritten. */
const TIMELESS = ["worker_heartbeat", "audit_event", "_prisma_migrations"];

const LOCK_NOT_AVAILABLE = "55P03";

/** Every committed moment in which more is promised or spent than a cap allows leaves a row. */
const WATCH_CAPS = `
  create table crash_overrun (scope text, cap bigint, reserved bigint, spent bigint);
  create function crash_watch_caps() returns trigger language plpgsql as $$
  begin
    if new.reserved_micro_usd < 0 or new.spent_micro_usd < 0
        or new.spent_micro_usd + new.reserved_micro_usd > new.cap_micro_usd then
      insert into crash_overrun
        values (new.scope, new.cap_micro_usd, new.reserved_micro_usd, new.spent_micro_usd);
    end if;
    return null;
  end $$;
  create trigger crash_watch_caps after insert or update on budget
    for each row execute function crash_watch_caps();`;

export type QueueState = {
  /** A worker is at it. */
  runningCount: number;
  dueCount: number;
  /** Of work that ends some day: looks once a day for what nobody knows are not. */
  plannedCount: number;
  nextInMs: number | null;
};

export type Store = Awaited<ReturnType<typeof openStore>>;

/** The database as nobody in the product sees it: time travel, a clean slate, the queue from outside. */
export async function openStore(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 3 });
  const rows = async <T extends object>(sql: string, values: unknown[] = []) =>
    (await pool.query<T>(sql, values)).rows;
  /** Whoever works on the same rows wins: a deadlock would be of this harness's making. */
  const patiently = async (sql: string) => {
    const locked = await rows(`set lock_timeout = 100; ${sql}; set lock_timeout = 0`).then(
      () => false,
      (cause: unknown) => {
        if ((cause as { code?: string }).code === LOCK_NOT_AVAILABLE) return true;
        throw cause;
      },
    );
    if (locked) await patiently(sql);
  };
  await rows(WATCH_CAPS);
  const times = await rows<{ table: string; columns: string[] }>(
    `
    select format('%I.%I', table_schema, table_name) as table, array_agg(column_name::text) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
      and (table_schema = 'public' and table_name <> all($1) or table_name = '_private_jobs')
    group by 1`,
    [TIMELESS],
  );
  const tables = await rows<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables
     where schemaname = 'public' and tablename <> all($1)`,
    [[...KEPT, "_prisma_migrations"]],
  );

  return {
    rows,
    /** Everything that was written happened `ms` earlier: for all who read these tables, that time passes at once. */
    travel: (ms: number) =>
      patiently(
        times
          .map(({ table, columns }) => {
            const sets = columns.map((name) => `${name} = ${name} - interval '${ms} milliseconds'`);
            return `update ${table} set ${sets.join(", ")}`;
          })
          .join(";"),
      ),
    /** Workers look for due jobs at once instead of at their next poll. */
    nudge: (count: number) =>
      rows("select pg_notify('jobs:insert', json_build_object('count', $1::int)::text)", [count]),
    clear: () =>
      patiently(`
        set session_replication_role = replica;
        ${tables.map(({ name }) => `delete from ${name}`).join(";")};
        delete from graphile_worker._private_jobs;
        delete from crash_overrun;
        update installation set paused_at = null;
        set session_replication_role = origin`),
    workerIds: async () =>
      (await rows<{ id: string }>("select worker_id as id from worker_heartbeat")).map(
        ({ id }) => id,
      ),
    /** Of dead workers: they have been silent for long. */
    async forgetWorkers(workerIds: readonly string[]) {
      await rows("delete from worker_heartbeat where worker_id = any($1)", [workerIds]);
      await rows(
        `update graphile_worker._private_jobs set locked_at = locked_at - interval '11 seconds'
         where locked_by = any($1)`,
        [workerIds],
      );
    },
    async queue(): Promise<QueueState> {
      const [state] = await rows<QueueState>(`
        select count(*) filter (where locked_at is not null)::int as "runningCount",
          count(*) filter (where locked_at is null and run_at <= now())::int as "dueCount",
          count(*) filter (where not is_endless)::int as "plannedCount",
          (extract(epoch from min(run_at) filter (where locked_at is null and not is_endless) - now()) * 1000)::float8
            as "nextInMs"
        from (
          select job.locked_at, job.run_at, exists (
            select 1 from variant v join attempt a on a.variant_id = v.id
            where job.key = 'follow:' || v.id and v.status = 'unknown' and a.lookup_count >= 7
          ) or (job.key like 'balance:%' and job.run_at > now() + interval '30 minutes') as is_endless
          from graphile_worker._private_jobs as job where job.attempts < job.max_attempts
        ) as job`);
      if (!state) throw new Error("The queue cannot be read");
      return state;
    },
    /** Variants that machines should still bring forward. */
    async countUnended() {
      const [row] = await rows<{ count: number }>(`
        select count(*)::int as count from variant v
        where status not in ('succeeded', 'failed', 'cancelled') and attention is null
          and not (status = 'unknown' and exists (
            select 1 from attempt a where a.variant_id = v.id and a.lookup_count >= 7))`);
      return row?.count ?? 0;
    },
    close: () => pool.end(),
  };
}
