import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { JobName, JobQueue } from "@/lib/ports/job-queue";

/** Lower runs first: a paid result whose address expires is the most urgent thing there is. */
const PRIORITY = { save: 0, follow: 10, submit: 20, derive: 30 } satisfies Record<JobName, number>;

export const jobQueue: JobQueue = {
  async enqueue(tx, { name, id, runAt }) {
    await inside(tx).$queryRaw`
      select 1 from graphile_worker.add_job(
        ${name}, json_build_object('id', ${id}::text), run_at => ${runAt ?? null}::timestamptz,
        job_key => ${`${name}:${id}`}, job_key_mode => 'replace', priority => ${PRIORITY[name]}::int)`;
  },
};
