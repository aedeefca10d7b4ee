import "server-only";

import type { ThrottleRule } from "@/lib/ports/throttle";
import { getPorts } from "@/lib/server/composition";
import type { Actor } from "@/lib/shared/actor";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Writes that cost money, room or other people's attention: so many of one person at once, and then one more in each
 * interval. Far above what a hand does; a script, or a page that went mad, meets them. Keys have a limit of their
 * own in their service.
 */
export const WRITE_LIMITS = {
  /** Presses of Generate, each of up to eight variants of each text. */
  generate: { burst: 120, intervalMs: 2 * SECOND_MS },
  /** Failed pictures tried again, and questions to the gateway about one: a whole batch may be. */
  variant: { burst: 300, intervalMs: SECOND_MS },
  /** Files, of which a folder has hundreds. */
  upload: { burst: 400, intervalMs: SECOND_MS },
  /** Downloads that are begun, each of up to a hundred thousand pictures. */
  takeOut: { burst: 12, intervalMs: 5 * SECOND_MS },
  /** Links that let somebody in. */
  invite: { burst: 20, intervalMs: MINUTE_MS },
} as const satisfies Record<string, ThrottleRule>;

export type CostlyWrite = keyof typeof WRITE_LIMITS;

/** Nothing was done. The same may be asked again after so long. */
export type TooOften = { code: "too_often"; retryAfterSeconds: number };

/** Counts a write of this person; null when it may be done. The count is in the database: no restart forgets it. */
export async function countWrite(
  { userId }: Pick<Actor, "userId">,
  write: CostlyWrite,
): Promise<TooOften | null> {
  const { throttle, clock } = getPorts();
  const waitMs = await throttle.take(`write ${write} ${userId}`, WRITE_LIMITS[write], clock.now());
  if (waitMs === 0) return null;
  return { code: "too_often", retryAfterSeconds: Math.ceil(waitMs / SECOND_MS) };
}
