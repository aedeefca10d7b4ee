import type { Transaction } from "@/lib/ports/database";
import type { MicroUsd } from "@/lib/shared/money";

export type BalanceRecord = {
  remainingCredits: number | null;
  usedCredits: number | null;
  /** Nothing of ours was in flight: a difference between two of these is what our tasks cost. */
  isQuiet: boolean;
  at: Date;
};

/** What the gateway said that a key has left, and which variants the difference is of. */
export interface BalanceRepository {
  latest(gatewayKeyId: string): Promise<(BalanceRecord & { id: string }) | null>;
  /** The newest quiet one. */
  latestQuiet(gatewayKeyId: string): Promise<BalanceRecord | null>;
  /**
   * Of this key: sent, and not yet charged in our books. One that nobody knows the end of counts while it was
   * sent after `unknownSince`: what the gateway took for an older one it has taken.
   */
  countInFlight(gatewayKeyId: string, unknownSince: Date): Promise<number>;
  /** Ids of attempts of this key that were sent and that no quiet reading counts yet. */
  listUncounted(gatewayKeyId: string): Promise<string[]>;
  /**
   * A quiet reading counts `attemptIds`. False when another reading came after `latestId`, the newest that
   * the caller knew: what the difference tells is told already.
   */
  add(
    gatewayKeyId: string,
    reading: BalanceRecord,
    known: { latestId: string | null; attemptIds: readonly string[] },
  ): Promise<boolean>;
  /**
   * Variants of these attempts which are charged by an estimate or not known. `isOpen`: nobody knows whether
   * it was accepted; it may be in the difference, and is not settled by it.
   */
  listCharged(attemptIds: readonly string[]): Promise<
    {
      variantId: string;
      hasSucceeded: boolean;
      isOpen: boolean;
      estimatedMicroUsd: MicroUsd;
    }[]
  >;
  /** Marks a variant that cost more than it should for a person to see, unless it is marked already. */
  flagCharged(tx: Transaction, variantId: string): Promise<void>;
}
