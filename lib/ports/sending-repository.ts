import type { VariantStatus } from "@/lib/generation/schema";
import type { Transaction } from "@/lib/ports/database";

export type Pause = { at: Date; by: string; reason: string };

/** A variant that waits for its turn. */
export type WaitingVariant = {
  id: string;
  personId: string;
  gatewayKeyId: string;
  /** Lower goes first. */
  priority: number;
};

/** Whether, and in which order, variants go to a gateway account. */
export interface SendingRepository {
  findPause(): Promise<Pause | null>;
  /** Keeps an earlier pause as it is: false. Nothing is sent after it has committed. */
  pause(tx: Transaction, pause: Pause): Promise<boolean>;
  /** Null when it was not paused. */
  resume(tx: Transaction): Promise<Pause | null>;
  /** Settings of the database server that must be on, and are not. */
  listUnsafeSettings(): Promise<string[]>;
  /** Accounts in which something waits. */
  listAccounts(): Promise<string[]>;
  /** Ids of the account's keys, whether their secrets are still known or not. */
  listKeys(account: string): Promise<string[]>;
  /** One process at a time hands out the turns of an account. */
  lock(tx: Transaction, account: string): Promise<void>;
  /** Due and without a turn: of each person the first `perPerson`, each person's oldest first. */
  listWaiting(
    tx: Transaction,
    account: string,
    page: { now: Date; perPerson: number },
  ): Promise<WaitingVariant[]>;
  /** When the next one that is not due yet will be. */
  nextDueAt(tx: Transaction, account: string, now: Date): Promise<Date | null>;
  /** Variants between their turn and their end at the gateway, by person; `sending` are before the answer. */
  countInFlight(
    tx: Transaction,
    account: string,
  ): Promise<{ byPerson: Map<string, number>; sending: number }>;
  giveTurns(tx: Transaction, variantIds: readonly string[], at: Date): Promise<void>;
  /** Unfinished variants whose next step is overdue since before `before`: their job was lost. */
  listStranded(before: Date): Promise<{ id: string; status: VariantStatus }[]>;
}
