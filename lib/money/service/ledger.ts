import "server-only";

import { BY_OPERATOR } from "@/lib/audit/policy";
import type { BudgetKey, BudgetRecord, LedgerMismatch } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import type { MicroUsd } from "@/lib/shared/money";

/** For the operator, who needs no team. */
export const verifyLedger = (ports: Pick<Ports, "ledger">): Promise<LedgerMismatch[]> =>
  ports.ledger.findMismatches();

type BudgetPorts = Pick<Ports, "audit" | "clock" | "database" | "ledger">;
/** `name` is that of the team, the project or the person. */
type NamedBudget = BudgetKey & { name?: string };

/** From this month on. Null takes the limit away. For the operator. */
export const setBudget = (
  { audit, clock, database, ledger }: BudgetPorts,
  { name, ...key }: NamedBudget,
  capMicroUsd: MicroUsd | null,
): Promise<void> =>
  database.transaction(async (tx) => {
    const before = await ledger.setCap(tx, key, { capMicroUsd });
    await audit.record(tx, {
      ...{ teamId: key.teamId, author: BY_OPERATOR, action: "budget_set", at: clock.now() },
      object: { kind: "budget", id: key.scopeId, label: name ?? key.scope },
      ...{ before: { capMicroUsd: before.capMicroUsd }, after: { capMicroUsd } },
    });
  });

/** Of a month, `YYYY-MM`; of all teams when none is named. */
export const listBudgets = (
  ports: Pick<Ports, "ledger">,
  { teamId, month }: { teamId: string | null; month: string },
): Promise<BudgetRecord[]> => ports.ledger.listBudgets(teamId, month);
