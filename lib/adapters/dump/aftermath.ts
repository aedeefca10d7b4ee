import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Clock } from "@/lib/ports/clock";
import type { Restored } from "@/lib/ports/database-dump";

const NAME = "restored";
const DETAIL = "A backup was restored; it may have been sent after that backup was made";

type Restore = { backup: string; reason: string; generationBefore: number };

/** How often the installation that is there now has been restored. */
export async function countRestores(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ has: boolean }>(
    "select to_regclass('public.installation_fact') is not null as has",
  );
  if (!rows[0]?.has) return 0;
  const facts = await client.query<{ count: number }>(
    "select (value ->> 'generation')::int as count from installation_fact where name = $1",
    [NAME],
  );
  return facts.rows[0]?.count ?? 0;
}

/**
 * What a backup cannot know happened since it was made: nothing is sent before somebody says so, what waited or was
 * about to be sent counts as perhaps sent, and whoever was signed in or invited asks anew.
 */
export async function settleAfterwards(
  client: pg.Client,
  clock: Clock,
  restore: Restore,
): Promise<Restored> {
  const change = async (sql: string, values: unknown[] = []) =>
    (await client.query(sql, values)).rowCount ?? 0;
  await pause(client, restore.reason);
  const doubtfulCount = await doubtWhatWaited(client, clock);
  // Its id may be known to the gateway: it is looked up by it, and never taken for unsent.
  await change(
    `update attempt a set sent_at = a.created_at from variant v
      where v.id = a.variant_id and v.status = 'submitting' and a.sent_at is null and a.outcome is null`,
  );
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from variant
      where status in ('submitting', 'submitted', 'running', 'saving')`,
  );
  const revokedSessionCount = await change(
    "update session set revoked_at = now() where revoked_at is null",
  );
  await change(
    "update invitation set revoked_at = now() where used_at is null and revoked_at is null",
  );
  await change("update setup_link set used_at = now() where used_at is null");
  // Of processes that are gone.
  await change("delete from blob_hold");
  await change("delete from worker_heartbeat");
  await change("delete from storage_check where ended_at is null");
  await renewJobs(client);
  const generation = Math.max(restore.generationBefore, await countRestores(client)) + 1;
  await change(
    `insert into installation_fact (name, value, measured_at)
     values ($1, json_build_object('generation', $2::int, 'backup', $3::text), now())
     on conflict (name) do update set value = excluded.value, measured_at = excluded.measured_at`,
    [NAME, generation, restore.backup],
  );
  return { doubtfulCount, underWayCount: rows[0]?.count ?? 0, revokedSessionCount, generation };
}

async function pause(client: pg.Client, reason: string): Promise<void> {
  await client.query(
    "insert into installation (id, handle) values (1, $1) on conflict (id) do nothing",
    [randomBytes(4).toString("hex")],
  );
  await client.query(
    "update installation set paused_at = now(), paused_by = 'maquette restore', pause_reason = $1",
    [reason],
  );
}

/** A later send of it would have had an id that the backup does not hold: only a person can tell. */
async function doubtWhatWaited(client: pg.Client, clock: Clock): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `update variant set status = 'unknown', version = version + 1, status_changed_at = now(),
        attention = 'never_answered', attention_at = now(), next_action_at = null, turn_at = null,
        wait_reason = null
      where status = 'queued' returning id`,
  );
  await client.query(
    `insert into task_event (id, variant_id, kind, detail, at)
     select e.id, e.variant_id, 'unknown', $3, now()
       from unnest($1::text[], $2::text[]) as e (id, variant_id)`,
    [rows.map(() => clock.newId()), rows.map(({ id }) => id), DETAIL],
  );
  return rows.length;
}

/**
 * The queue is no part of a backup. Steps of variants are found from their rows by the sweep; these are the jobs that
 * nothing else would find again. Their keys and priorities are those of the job queue's adapter.
 */
async function renewJobs(client: pg.Client): Promise<void> {
  for (const table of ["jobs", "job_queues", "known_crontabs"])
    await client.query(`delete from graphile_worker._private_${table}`);
  await client.query(
    `select graphile_worker.add_job('derive', json_build_object('id', i.id, 'hasTurn', false),
        job_key => 'derive:' || i.id, job_key_mode => 'replace', priority => 30)
       from image i where i.thumbhash is null and i.erased_at is null`,
  );
  await client.query(
    `select graphile_worker.add_job('removeBlobs', json_build_object('id', 'all', 'hasTurn', false),
        job_key => 'removeBlobs:all', job_key_mode => 'replace', priority => 40)
      where exists (select from blob_removal)`,
  );
}
