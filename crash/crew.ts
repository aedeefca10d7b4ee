import { setTimeout as sleep } from "node:timers/promises";
import type { Deed } from "@/crash/deeds";
import type { Failpoint } from "@/crash/failpoints";
import { createProcesses, type WorkerProcess } from "@/crash/processes";
import type { Site } from "@/crash/site";
import type { Store } from "@/crash/store";
import type { Orders } from "@/crash/worker-process";

export type Signal = "SIGKILL" | "SIGTERM";
type Member = { process: WorkerProcess; ids: string[]; isBad: boolean };

/** The workers of one studio. */
export function createCrew(site: Site, store: Store, logFile: string) {
  const processes = createProcesses(logFile);
  const members = new Set<Member>();

  const bury = async (member: Member, signal: Signal) => {
    await member.process.end(signal);
    members.delete(member);
    await store.forgetWorkers(member.ids);
  };

  return {
    count: () => members.size,
    /** Resolves when it runs jobs, or has died before. */
    async start(orders: Partial<Omit<Orders, "site">> = {}) {
      const before = new Set(await store.workerIds());
      const process = processes.take();
      const usual = { failpoint: null, repeatsForbidden: false, deed: null };
      await process.start({ site, ...usual, ...orders });
      const ids = (await store.workerIds()).filter((id) => !before.has(id));
      members.add({ process, ids, isBad: orders.repeatsForbidden ?? false });
    },
    /** A web process that comes for one deed and is ended in the middle of it. False when it was not by `failpoint`. */
    async visit(deed: Deed, end: { failpoint: Failpoint } | { signal: Signal; afterMs: number }) {
      const process = processes.take();
      await process.warm;
      const failpoint = "failpoint" in end ? end.failpoint : null;
      const done = process.start({ site, repeatsForbidden: false, failpoint, deed });
      await ("afterMs" in end
        ? Promise.race([done, sleep(end.afterMs, undefined, { ref: false })])
        : done);
      const isKilled = !process.isAlive();
      await process.end("signal" in end ? end.signal : "SIGKILL");
      return isKilled;
    },
    /** The one that has run for longest. */
    async arm(failpoint: Failpoint) {
      const [member] = members;
      await member?.process.arm(failpoint);
    },
    /** The one that has run for longest. */
    async stop(signal: Signal) {
      const [member] = members;
      if (member) await bury(member, signal);
    },
    /** Those that a failpoint has killed. Answers how many. */
    async buryDead(): Promise<number> {
      const dead = [...members].filter(({ process }) => !process.isAlive());
      for (const member of dead) await bury(member, "SIGKILL");
      return dead.length;
    },
    /** Workers that are as they should be live on. */
    async calm() {
      for (const member of members) {
        if (member.isBad) await bury(member, "SIGKILL");
        else await member.process.arm(null);
      }
    },
    async stopAll() {
      for (const member of members) await bury(member, "SIGKILL");
      await processes.stop();
    },
  };
}
