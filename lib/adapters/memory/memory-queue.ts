import type { memoryClock } from "@/lib/adapters/memory/memory-clock";
import type { JobQueue, NewJob } from "@/lib/ports/job-queue";

export type Job = NewJob & { runAt: Date };

/** Keeps jobs and, when asked, runs them in order while it moves the clock. */
export function memoryQueue(clock: ReturnType<typeof memoryClock>) {
  const jobs = new Map<string, Job>();
  const queue: JobQueue = {
    async enqueue(_, { runAt = clock.now(), ...job }) {
      jobs.set(`${job.name}:${job.id}:${job.slot}`, { ...job, runAt });
    },
  };
  return {
    ...queue,
    waiting: () => [...jobs.values()],
    /** Runs what falls due within `ms` of now, moving the clock to each job's time. */
    async runFor(ms: number, run: (job: Job) => Promise<void>) {
      const end = clock.now().getTime() + ms;
      for (;;) {
        const [key, next] = [...jobs].sort(([, a], [, b]) => +a.runAt - +b.runAt)[0] ?? [];
        if (!key || !next || +next.runAt > end) break;
        clock.advance(Math.max(0, +next.runAt - +clock.now()));
        jobs.delete(key);
        await run(next);
      }
      // A job may have waited for longer.
      clock.advance(Math.max(0, end - clock.now().getTime()));
    },
  };
}
