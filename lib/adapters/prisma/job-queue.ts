import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { JobName, JobQueue } from "@/lib/ports/job-queue";

/** Lower runs first: a paid result whose address expires is the most urgent thing there is. */
const PRIORITY = {
  save: 0,
  follow: 10,
  dispatch: 15,
  submit: 20,
  probe: 25,
  // A person watches it.
  checkKey: 20,
  models: 25,
  balance: 25,
  sweep: 25,
  derive: 30,
  emptyBin: 40,
  removeBlobs: 40,
  lookAtStorage: 40,
  freeStorage: 40,
} satisfies Record<JobName, number>;

export const jobQueue: JobQueue = {
  async enqueue(tx, { name, id, runAt, hasTurn = false, slot }) {
    const key = [name, id, slot].filter(Boolean).join(":");
    await inside(tx).$queryRaw`
      select 1 from graphile_worker.add_job(
        ${name}, json_build_object('id', ${id}::text, 'hasTurn', ${hasTurn}::boolean),
        run_at => ${runAt ?? null}::timestamptz,
        job_key => ${key}, job_key_mode => 'replace', priority => ${PRIORITY[name]}::int)`;
  },
};
