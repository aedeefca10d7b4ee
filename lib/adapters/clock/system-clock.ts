import { monotonicFactory } from "ulid";
import type { Clock } from "@/lib/ports/clock";

/** Two ids of one process never sort against the order in which they were made. */
const newId = monotonicFactory();

export const systemClock: Clock = {
  now: () => new Date(),
  newId: () => newId(),
  random: Math.random,
};
