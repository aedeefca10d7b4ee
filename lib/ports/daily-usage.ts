import type { Sight } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

export type UsageDay = {
  /** YYYY-MM-DD in UTC. */
  day: string;
  isSandbox: boolean;
  /** Variants that were asked for. */
  variantCount: number;
  /** What was charged on that day, corrections of earlier days with it: may be negative. */
  spentMicroUsd: MicroUsd;
};

export interface DailyUsage {
  /** Newest first, without days on which nothing was. Of one person, or of the whole team. */
  list(
    place: Sight & { personId: string | null },
    days: { from: string; to: string },
  ): Promise<UsageDay[]>;
}
