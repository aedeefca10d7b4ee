import "server-only";

import type { BudgetScope } from "@/lib/money/schema";
import type { BudgetExceededError } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

/** A press that a cap does not let through: which one, what it has left, and who can raise it. */
export type OverCap = {
  code: "budget_exceeded";
  scope: BudgetScope;
  /** Of the team, the project or the person. */
  name: string;
  leftMicroUsd: MicroUsd;
  askedMicroUsd: MicroUsd;
  /** Names of owners and admins. */
  raisers: string[];
};

export async function overCap(
  { accounts, budgets }: Pick<Ports, "accounts" | "budgets">,
  { teamId }: Actor,
  { cause, askedMicroUsd }: { cause: BudgetExceededError; askedMicroUsd: MicroUsd },
): Promise<OverCap> {
  const { scope, scopeId, leftMicroUsd } = cause;
  const [name, raisers] = await Promise.all([
    budgets.findName(teamId, { scope, scopeId }),
    accounts.listAdminNames(teamId),
  ]);
  return {
    ...{ code: "budget_exceeded", scope, name: name ?? "", leftMicroUsd, askedMicroUsd, raisers },
  };
}
