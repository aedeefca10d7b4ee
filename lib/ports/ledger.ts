import type { BudgetScope, ChargeBasis } from "@/lib/money/schema";
import type { Transaction } from "@/lib/ports/database";
import type { MicroUsd } from "@/lib/shared/money";

/** Whose money it is. Sandbox money is kept apart. */
export type Purse = {
  teamId: string;
  projectId: string;
  personId: string;
  /** YYYY-MM in UTC */
  month: string;
  isSandbox: boolean;
};

export type BudgetKey = {
  teamId: string;
  scope: BudgetScope;
  scopeId: string;
  month: string;
  isSandbox: boolean;
};

export type BudgetRecord = BudgetKey & {
  /** Null: no limit. */
  capMicroUsd: MicroUsd | null;
  /** People are warned from this share of the cap on. */
  warnPercent: number;
  reservedMicroUsd: MicroUsd;
  spentMicroUsd: MicroUsd;
};

/** What holds for a scope from a month on. */
export type Cap = Pick<BudgetRecord, "capMicroUsd" | "warnPercent">;

/** The cap of this scope has less left than is asked for. Nothing was written. */
export class BudgetExceededError extends Error {
  override readonly name = "BudgetExceededError";

  constructor(
    readonly scope: BudgetScope,
    readonly leftMicroUsd: MicroUsd,
    readonly scopeId: string,
  ) {
    super(`The ${scope} has ${leftMicroUsd} micro-USD left`);
  }
}

/** A budget whose figures are not the sums of its ledger. */
export type LedgerMismatch = BudgetKey & {
  budget: { reservedMicroUsd: MicroUsd; spentMicroUsd: MicroUsd };
  ledger: { reservedMicroUsd: MicroUsd; spentMicroUsd: MicroUsd };
};

/** Budgets and the entries that they are the sums of, always changed together. */
export interface Ledger {
  /** One conditional update per scope. @throws {BudgetExceededError} then the transaction must end. */
  reserve(
    tx: Transaction,
    purse: Purse,
    variants: readonly { id: string; microUsd: MicroUsd }[],
  ): Promise<void>;
  /**
   * What the variant costs after all: frees its reserve the first time, corrects its charge later.
   * 0 with a null basis releases it.
   */
  charge(
    tx: Transaction,
    variantId: string,
    charge: { microUsd: MicroUsd; basis: ChargeBasis | null },
  ): Promise<void>;
  /**
   * A higher reserve for a variant that was not sent yet, in the transaction that moves it.
   * @throws {BudgetExceededError}
   */
  reserveAnew(tx: Transaction, variantId: string, microUsd: MicroUsd): Promise<void>;
  /**
   * From this month on. No cap takes the limit away; what is not named stays. Answers with what held until now,
   * which nobody else changes before the transaction ends.
   */
  setCap(tx: Transaction, key: BudgetKey, cap: Partial<Cap>): Promise<Cap>;
  listBudgets(teamId: string | null, month: string): Promise<BudgetRecord[]>;
  /** Of everything that was ever written. Empty when all is well. */
  findMismatches(): Promise<LedgerMismatch[]>;
}
