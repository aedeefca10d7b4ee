import "server-only";

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Ports } from "@/lib/ports/ports";
import { lifecycle } from "@/lib/server/lifecycle";

/** What a part is for those who ask without a name: no addresses, no versions, no reasons. */
export type Word = "up" | "down";
const word = (isUp: boolean): Word => (isUp ? "up" : "down");

const ANSWER_MAX_MS = 2_000;
/** A worker signs every two seconds. */
const HEARTBEAT_AGE_MAX_MS = 10_000;

/** False also where the answer does not come in time. */
async function holds(look: Promise<boolean>): Promise<boolean> {
  const late = new AbortController();
  const timeout = delay(ANSWER_MAX_MS, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([look.catch(() => false), timeout]);
  } finally {
    late.abort();
  }
}

type Place = { root: string; dataDir: string };
type ReadyPorts = Pick<Ports, "database" | "installation" | "storage">;

/**
 * What must hold before requests are sent here. A bucket or a gateway that is away is not among it: without them a
 * web process still shows most of what people ask for.
 */
export async function readiness({ database, installation, storage }: ReadyPorts, place: Place) {
  const [isDatabaseUp, isMigrated, isWritable, isHeld] = await Promise.all([
    holds(database.isReachable()),
    holds(isSchemaCurrent(installation, place.root)),
    holds(storage.isWritable()),
    holds(isFolderHeld(place.dataDir)),
  ]);
  return {
    database: word(isDatabaseUp),
    migrations: word(isMigrated),
    storage: word(isWritable),
    instance: word(isHeld),
    process: word(!lifecycle.isDraining),
  };
}

/** Whether every migration of this version has had its turn; newer ones are another version's. */
export async function isSchemaCurrent(
  installation: Pick<Ports["installation"], "listMigrations">,
  root: string,
): Promise<boolean> {
  const entries = await readdir(path.join(root, "prisma/migrations"), { withFileTypes: true });
  const applied = new Map(
    (await installation.listMigrations()).map(({ name, isFinished }) => [name, isFinished]),
  );
  return entries.every((entry) => !entry.isDirectory() || applied.get(entry.name) === true);
}

/** Whether the data folder is still our supervisor's: another one would work on the same files. */
async function isFolderHeld(dataDir: string): Promise<boolean> {
  const { supervisorPid } = lifecycle;
  if (supervisorPid === null) return true;
  const { pid } = JSON.parse(await readFile(path.join(dataDir, "supervisor.lock"), "utf8"));
  return pid === supervisorPid;
}

type HealthPorts = ReadyPorts & Pick<Ports, "circuits" | "clock" | "connections">;

/** The parts as a whole, whoever of our processes they serve. */
export async function health({ database, storage, ...ports }: HealthPorts) {
  const [isDatabaseUp, isStorageUp, doesWorkerSign, isGatewayUp] = await Promise.all([
    holds(database.isReachable()),
    holds(storage.isAvailable()),
    holds(hasHeartbeat(ports)),
    holds(isGatewayOpen(ports)),
  ]);
  return {
    database: word(isDatabaseUp),
    storage: word(isStorageUp),
    queue: word(doesWorkerSign),
    gateway: word(isGatewayUp),
  };
}

async function hasHeartbeat({ installation, clock }: Pick<HealthPorts, "installation" | "clock">) {
  const lastAt = await installation.lastHeartbeatAt();
  return lastAt !== null && clock.now().getTime() - lastAt.getTime() <= HEARTBEAT_AGE_MAX_MS;
}

/** Nothing is asked of the gateway: an open breaker says that it did not answer. */
async function isGatewayOpen({
  circuits,
  connections,
}: Pick<HealthPorts, "circuits" | "connections">) {
  const [{ key }, open] = await Promise.all([connections.current(), circuits.listOpen()]);
  return open.every(({ gatewayKeyId }) => gatewayKeyId !== key.id);
}
