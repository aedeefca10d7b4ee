import type { Role } from "@/lib/shared/actor";

/** Tasks of an account between their turn and their end at the gateway. */
export const SLOTS = 500;
export const canPauseSending = (role: Role) => role === "owner" || role === "admin";

/** Lower goes first. What is in front is so only of what the same person has waiting. */
export const PRIORITY = { front: -1, person: 0, batch: 10 } as const;

export type Waiting = {
  id: string;
  personId: string;
  /** As in `PRIORITY`. */
  priority: number;
};

/** Nobody gets past another person by calling what is theirs urgent. */
const classOf = (waiting: Waiting | undefined) => Math.max(PRIORITY.person, waiting?.priority ?? 0);

export type TurnState = {
  /** Each person's oldest first. */
  waiting: readonly Waiting[];
  /** Variants of each person that hold a slot. */
  inFlight: ReadonlyMap<string, number>;
  slots: number;
};

/**
 * Who goes next: people who wait before batches, then whoever holds the fewest slots, so that somebody
 * with nothing in flight is never behind a long queue; first in, first out inside one person. Nobody
 * takes more than half of the slots while another waits.
 */
export function chooseTurns({ waiting, inFlight, slots }: TurnState, count: number): string[] {
  const held = new Map(inFlight);
  const queues = [...Map.groupBy(waiting, ({ personId }) => personId)].map(([personId, own]) => ({
    personId,
    // A stable sort keeps first in, first out.
    own: [...own].sort((a, b) => a.priority - b.priority),
  }));
  const heldBy = (personId: string) => held.get(personId) ?? 0;
  const chosen: string[] = [];
  let free = slots - [...held.values()].reduce((sum, each) => sum + each, 0);

  while (chosen.length < count && free > 0) {
    const open = queues.filter(({ own }) => own.length > 0);
    const isShared = open.length > 1;
    const next = open
      .filter(({ personId }) => !isShared || heldBy(personId) < Math.max(1, slots / 2))
      .sort(
        (a, b) => classOf(a.own[0]) - classOf(b.own[0]) || heldBy(a.personId) - heldBy(b.personId),
      )[0];
    const variant = next?.own.shift();
    if (!next || !variant) break;
    chosen.push(variant.id);
    held.set(next.personId, heldBy(next.personId) + 1);
    free -= 1;
  }
  return chosen;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const PROBE_DELAYS_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
] as const;

/** Between free calls that find out whether a key works again. */
export const probeDelayMs = (probesBefore: number) =>
  PROBE_DELAYS_MS[Math.min(probesBefore, PROBE_DELAYS_MS.length - 1)] ?? 5 * MINUTE_MS;

/** Between looks at the list of models for one that was refused. */
export const MODELS_INTERVAL_MS = 10 * MINUTE_MS;

/** In a row; then the group is left alone until a free call gets through. */
export const FAILURES_MAX = 5;
