import { ulid } from "ulid";
import type { Clock } from "@/lib/ports/clock";

/** Time stands still until a test moves it. */
export function memoryClock(
  start = new Date("2026-03-01T09:00:00Z"),
): Clock & { advance(ms: number): void } {
  let now = start.getTime();
  let count = 0;
  return {
    now: () => new Date(now),
    newId() {
      count += 1;
      // Ids of the same millisecond sort in the order in which they were made.
      return ulid(now + count);
    },
    random: () => 0.5,
    async wait(ms) {
      now += ms;
    },
    advance(ms) {
      now += ms;
    },
  };
}
