import { EventEmitter } from "node:events";
import {
  makeWorkerUtils,
  type Runner,
  run,
  type WorkerEvents,
  type WorkerUtils,
} from "graphile-worker";

/** Jobs wait for the network most of the time. */
const CONCURRENCY = 12;
const POLL_INTERVAL_MS = 2_000;
const BEAT_INTERVAL_MS = 2_000;
const DEAD_AFTER_SECONDS = 10;

type Log = {
  error(cause: unknown, message: string): void;
  warn(facts: object, message: string): void;
};

type Options = {
  connectionString: string;
  tasks: Record<string, (payload: unknown) => Promise<void>>;
  log: Log;
};

/**
 * Runs the jobs. graphile-worker frees those of a killed worker only after hours, so each worker signs
 * every two seconds and any live one frees the jobs of the silent.
 */
export async function startGraphileRunner({
  connectionString,
  tasks,
  log,
}: Options): Promise<Runner> {
  const utils = await makeWorkerUtils({ connectionString });
  await utils.migrate();
  const mine = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => mine.add(worker.workerId));
  events.on("worker:release", ({ worker }) => mine.delete(worker.workerId));
  events.on("job:error", ({ error, job }) => log.error(error, `job ${job.task_identifier} failed`));

  const beat = () => keepAlive(utils, [...mine], log);
  const runner = await run({
    connectionString,
    events,
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    taskList: tasks,
  });
  await beat();
  const timer = setInterval(() => {
    beat().catch((cause: unknown) => log.error(cause, "heartbeat failed"));
  }, BEAT_INTERVAL_MS);
  runner.promise
    .finally(() => {
      clearInterval(timer);
      return utils.release();
    })
    .catch((cause: unknown) => log.error(cause, "job runner failed"));
  return runner;
}

/** `_private_jobs` is a private table of graphile-worker: look here first when raising its version. */
async function keepAlive(utils: WorkerUtils, mine: string[], log: Log) {
  const dead = await utils.withPgClient(async (client) => {
    await client.query(
      `insert into worker_heartbeat (worker_id, seen_at) select unnest($1::text[]), now()
       on conflict (worker_id) do update set seen_at = now()`,
      [mine],
    );
    const { rows } = await client.query<{ worker: string }>(
      `select distinct locked_by as worker from graphile_worker._private_jobs as job
       where locked_by is not null and locked_at < now() - make_interval(secs => $1)
         and not exists (
           select 1 from worker_heartbeat
           where worker_id = job.locked_by and seen_at > now() - make_interval(secs => $1))`,
      [DEAD_AFTER_SECONDS],
    );
    await client.query("delete from worker_heartbeat where seen_at < now() - interval '1 day'");
    return rows.map(({ worker }) => worker);
  });
  if (dead.length === 0) return;
  log.warn({ dead }, "freeing the jobs of silent workers");
  await utils.forceUnlockWorkers(dead);
}
