import type { UsageCounts } from "@/lib/usage/schema";
import type { UsageGroupKind } from "@/lib/usage/schema/facts";

/** What of a team's history is counted: what was pressed from one moment to another, that one not counted. */
export type UsageSpan = {
  teamId: string;
  from: Date;
  to: Date;
  isSandbox: boolean;
  /** Of one person; null for the whole team. */
  personId: string | null;
};

export type UsageGroup = UsageCounts & { key: string; name: string; code: string };

/** Half open. */
export type UsageTime = { from: Date; to: Date };

/** A key whose readings tell of this team alone. */
export type ReadKey = { id: string; label: string };

export type QuietReading = { at: Date; usedCredits: number };

/** Figures of what was made and what it cost. Pictures that somebody brought are no part of any. */
export interface UsageReader {
  total(span: UsageSpan): Promise<UsageCounts>;
  /** Days of UTC on which something was pressed, `YYYY-MM-DD`, first to last. */
  listDays(span: UsageSpan): Promise<(UsageCounts & { day: string })[]>;
  /** What cost most first. */
  listGroups(span: UsageSpan, by: UsageGroupKind, limit: number): Promise<UsageGroup[]>;
  /** Why pictures failed, most first. */
  listFailures(span: UsageSpan): Promise<{ code: string; count: number }[]>;
  /**
   * Keys of which the gateway told a balance in that time, by name: the team's own, and that of the settings unless
   * another team has used it too.
   */
  listKeys(teamId: string, asked: UsageTime & { isSandbox: boolean }): Promise<ReadKey[]>;
  /** Of the newest reading that tells it. */
  findLeft(gatewayKeyId: string): Promise<{ at: Date; remainingCredits: number } | null>;
  /**
   * Two readings at which nothing of ours was in flight: the last before a time, else the first in it, and the last
   * in it. Null where there are no two.
   */
  findQuiet(
    gatewayKeyId: string,
    time: UsageTime,
  ): Promise<{ first: QuietReading; last: QuietReading } | null>;
  /** What the team's books say of everything that was sent with a key after one moment and until another. */
  sumSent(teamId: string, gatewayKeyId: string, time: UsageTime): Promise<number>;
}
