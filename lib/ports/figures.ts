import type { CircuitGroup } from "@/lib/ports/circuits";

/** Statuses of a variant that has not ended. */
export type OpenStatus = "queued" | "submitting" | "submitted" | "running" | "saving" | "unknown";
export type Money = "real" | "sandbox";

/** What the database knows of the studio as a whole, for whoever watches it. Nobody's name, no team's. */
export type StudioFigures = {
  /** One row for each status, also where there is none. Those that have ended are not counted: there are too many. */
  variants: readonly {
    status: OpenStatus;
    count: number;
    /** Since the oldest of them came into its status; without those that a person no longer waits for. 0: none. */
    oldestSeconds: number;
  }[];
  /** Of this month: the fullest budget of each scope, reserved and spent by its cap, 0 to 1. */
  budgets: readonly { scope: string; money: Money; usedRatio: number }[];
  /** Charged since the beginning, in millionths of a US dollar. */
  spent: readonly { money: Money; microUsd: number }[];
  /** Every breaker that has ever counted a failure; `key` is the key's fingerprint. */
  breakers: readonly { key: string; group: CircuitGroup; isOpen: boolean }[];
  /** Since a worker last signed; null when none ever has. */
  heartbeatSeconds: number | null;
};

export interface Figures {
  /** A few short queries, whose cost does not grow with the history. @throws when the database does not answer. */
  read(): Promise<StudioFigures>;
}
