import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCrew } from "@/crash/crew";
import { startGateway } from "@/crash/gateway";
import { openPorts } from "@/crash/site";
import { openStore } from "@/crash/store";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";

/** Shorter waits are waited for. */
const TRAVEL_MS_MIN = 60;
const POLL_MS = 15;
/** Workers that a due job wakes. */
const NUDGED_MAX = 4;
/** Of real time; every step of a history takes milliseconds. */
const QUIET_MS_MAX = 240_000;
/** Longer than the sweep lets a lost step lie. */
const STRANDED_MS = 4 * 60_000;
const SWEEPS_MAX = 2;

export type Lab = Awaited<ReturnType<typeof openLab>>;

/** A database, a gateway and workers for one history after the other. */
export async function openLab() {
  const database = await createTestDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), "maquette-crash-"));
  const logFile = path.join(folder, "workers.log");
  const dataDir = path.join(folder, "data");
  mkdirSync(dataDir);
  const gateway = await startGateway();
  const site = { databaseUrl: database.url, gatewayUrl: gateway.url, dataDir };
  const store = await openStore(database.url);
  const ports = openPorts(site);
  await ports.engine.installationHandle();
  return {
    ports,
    store,
    gateway,
    crew: createCrew(site, store, logFile),
    prisma: database.prisma,
    readLog: () => readFileSync(logFile, "utf8"),
    /** Nothing is left of what was. */
    async reset() {
      await this.crew.calm();
      await this.crew.buryDead();
      await store.clear();
      await gateway.reset();
      truncateSync(logFile);
    },
    async close() {
      await this.crew.stopAll();
      await store.close();
      await gateway.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For the studio and its gateway alike. */
export async function travel({ store, gateway }: Lab, ms: number) {
  await store.travel(ms);
  await gateway.advance(ms);
}

/** One look at the queue, and whatever brings it forward. True when there is nothing more to come. */
export async function tick(lab: Lab): Promise<boolean> {
  const { runningCount, dueCount, plannedCount, nextInMs } = await lab.store.queue();
  if (runningCount === 0 && plannedCount === 0) return true;
  if (runningCount === 0 && nextInMs !== null && nextInMs > TRAVEL_MS_MIN)
    await travel(lab, Math.ceil(nextInMs));
  else await sleep(POLL_MS);
  if (runningCount === 0) await lab.store.nudge(Math.max(1, Math.min(dueCount, NUDGED_MAX)));
  return false;
}

/** Until all that was begun has an end. Answers how often only the sweep brought something forward. */
export async function settle(lab: Lab): Promise<number> {
  const endsAt = performance.now() + QUIET_MS_MAX;
  for (let sweeps = 0; ; sweeps += 1) {
    await untilIdle(lab, endsAt);
    if (sweeps === SWEEPS_MAX || (await lab.store.countUnended()) === 0) return sweeps;
    await travel(lab, STRANDED_MS);
    await lab.ports.database.transaction((tx) =>
      lab.ports.queue.enqueue(tx, { name: "sweep", id: "crash" }),
    );
  }
}

async function untilIdle(lab: Lab, endsAt: number) {
  do {
    if (performance.now() > endsAt) throw new Error("The workers do not come to rest");
    await lab.crew.buryDead();
    if (lab.crew.count() === 0) await lab.crew.start();
  } while (!(await tick(lab)));
}
