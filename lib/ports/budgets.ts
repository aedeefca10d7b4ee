import type { BudgetScope } from "@/lib/money/schema";
import type { Cap } from "@/lib/ports/ledger";
import type { MicroUsd } from "@/lib/shared/money";

export type NamedCap = Cap & {
  scope: BudgetScope;
  scopeId: string;
  name: string;
  spentMicroUsd: MicroUsd;
  reservedMicroUsd: MicroUsd;
};

/** What may be spent, read for people; money itself moves in the ledger alone. */
export interface Budgets {
  /** The team, its projects and its people, each with what holds in that month: without a cap too. */
  listCaps(teamId: string, money: { month: string; isSandbox: boolean }): Promise<NamedCap[]>;
  /** What the team, one of its projects or one of its people is called; null when the team has none of that id. */
  findName(
    teamId: string,
    { scope, scopeId }: { scope: BudgetScope; scopeId: string },
  ): Promise<string | null>;
}
