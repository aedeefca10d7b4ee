import "server-only";

import type { BudgetKey, BudgetRecord, LedgerMismatch } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import type { MicroUsd } from "@/lib/shared/money";

/** For the operator, who needs no team. */
export const verifyLedger = (ports: Pick<Ports, "ledger">): Promise<LedgerMismatch[]> =>
  ports.ledger.findMismatches();

/** From this month on. Null takes the limit away. */
export const setBudget = (
  ports: Pick<Ports, "ledger">,
  key: BudgetKey,
  capMicroUsd: MicroUsd | null,
): Promise<void> => ports.ledger.setCap(key, capMicroUsd);

/** Of a month, `YYYY-MM`; of all teams when none is named. */
export const listBudgets = (
  ports: Pick<Ports, "ledger">,
  { teamId, month }: { teamId: string | null; month: string },
): Promise<BudgetRecord[]> => ports.ledger.listBudgets(teamId, month);
