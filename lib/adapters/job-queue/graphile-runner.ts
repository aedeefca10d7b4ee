import { EventEmitter } from "node:events";
import { makeWorkerUtils, run, type WorkerEvents, type WorkerUtils } from "graphile-worker";
import pg from "pg";

/**
 * Jobs wait for others of their lane alone: slow downloads keep nothing from being sent, and looks at hundreds of tasks,
 * of which one is always due, do not either.
 */
const LANE_OF: Readonly<Record<string, keyof typeof LANES>> = {
  save: "save",
  derive: "derive",
  dispatch: "send",
  submit: "send",
};
/** How many at once. Jobs wait for the network most of the time. */
const LANES = { save: 6, derive: 2, send: 10, common: 12 } as const;
export const COMMON_LANE = LANES.common;
const CONNECTIONS_MAX = 16;
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
  /** Names of those that run once a night, however many workers there are. */
  nightly?: readonly string[];
  log: Log;
};

/**
 * Runs the jobs. graphile-worker frees those of a killed worker only after hours, so each worker signs
 * every two seconds and any live one frees the jobs of the silent.
 */
export async function startGraphileRunner({
  connectionString,
  tasks,
  nightly = [],
  log,
}: Options): Promise<{ stop(): Promise<void> }> {
  const pgPool = new pg.Pool({ connectionString, max: CONNECTIONS_MAX });
  pgPool.on("error", (cause) => log.error(cause, "a connection of the job queue broke"));
  const utils = await makeWorkerUtils({ pgPool });
  await utils.migrate();
  const mine = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  // A job is locked in the name of the pool that runs it, not of the pool's worker.
  events.on("pool:create", ({ workerPool }) => mine.add(workerPool.id));
  events.on("pool:release", ({ workerPool }) => mine.delete(workerPool.id));
  events.on("job:error", ({ error, job }) => log.error(error, `job ${job.task_identifier} failed`));

  const beat = () => keepAlive(utils, [...mine], log);
  const runners = await Promise.all(
    lanesOf(tasks).map((lane) =>
      run({
        ...{ pgPool, events, pollInterval: POLL_INTERVAL_MS, noHandleSignals: true, ...lane },
        crontab: crontabOf(nightly.filter((name) => name in lane.taskList)),
      }),
    ),
  );
  await beat();
  const timer = setInterval(() => {
    beat().catch((cause: unknown) => log.error(cause, "heartbeat failed"));
  }, BEAT_INTERVAL_MS);
  for (const runner of runners)
    runner.promise.catch((cause: unknown) => log.error(cause, "job runner failed"));
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
      clearInterval(timer);
      await utils.release();
      await pgPool.end();
    },
  };
}

/** More than an hour, at graphile-worker's growing distances: then the next night is near enough. */
const NIGHTLY_TRIES = 9;
/** At three, UTC; a night in which no worker was up is caught up with at the next start. */
const crontabOf = (names: readonly string[]) =>
  names
    .map((name) => `0 3 * * * ${name} ?id=${name}&fill=1d&max=${NIGHTLY_TRIES} {id:"nightly"}`)
    .join("\n");

type Lane = { taskList: Options["tasks"]; concurrency: number };

function lanesOf(tasks: Options["tasks"]): Lane[] {
  const lanes = Map.groupBy(Object.entries(tasks), ([name]) => LANE_OF[name] ?? "common");
  return [...lanes].map(([lane, entries]) => ({
    taskList: Object.fromEntries(entries),
    concurrency: LANES[lane],
  }));
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
