import { setTimeout as sleep } from "node:timers/promises";
import { monotonicFactory } from "ulid";
import type { Clock } from "@/lib/ports/clock";

/** Two ids of one process never sort against the order in which they were made. */
const newId = monotonicFactory();

/**
 * The database's time, kept going by this process's monotonic clock: a machine whose own clock jumps, or
 * differs from the others', neither ends a wait early nor puts one off. The machine's time until the
 * first reading.
 */
export function createDatabaseClock(readDatabaseTime: () => Promise<Date>) {
  let base = Date.now() - performance.now();
  const clock: Clock = {
    now: () => new Date(base + performance.now()),
    newId: () => newId(),
    random: Math.random,
    wait: (ms) => sleep(ms),
  };
  return {
    clock,
    async sync() {
      const before = performance.now();
      const read = (await readDatabaseTime()).getTime();
      base = read - (before + performance.now()) / 2;
    },
  };
}
