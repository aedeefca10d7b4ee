import type { FirstStepsView } from "@/lib/first-steps/schema";
import type { Role } from "@/lib/shared/actor";

/** Whoever can do what they ask for. */
export const canSeeFirstSteps = (role: Role) => role === "owner" || role === "admin";

/** Bytes that are written, read and removed: as many as a large picture has. */
export const PROBE_SIZE_BYTES = 8 * 1024 * 1024;
/** Looks at the machine by one team: each writes to the storage. */
export const CHECK_TRIES = { burst: 6, intervalMs: 10_000 } as const;
/** Ten dollars, in credits of half a cent. */
export const LOW_CREDITS = 2_000;
/** Older than this and a bad day costs more than a day. */
export const BACKUP_AGE_MAX_MS = 36 * 60 * 60_000;

const NAMES = ["key", "picture", "backup", "factor", "team"] as const;

/** A step that works and could be better is done. */
export function countSteps(view: FirstStepsView) {
  const done = NAMES.filter((name) => ["done", "low"].includes(view[name].state));
  return { doneCount: done.length, count: NAMES.length };
}
