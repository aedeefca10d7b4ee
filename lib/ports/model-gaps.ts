import type { Transaction } from "@/lib/ports/database";
import type { ModelGapCode } from "@/lib/sending/schema";

export type ModelGap = { gatewayKeyId: string; model: string; code: ModelGapCode; since: Date };

/** Models that a key was refused, until the gateway lists them or takes a send again. */
export interface ModelGaps {
  /** Keeps the time of an earlier one. */
  mark(tx: Transaction, gap: ModelGap): Promise<void>;
  list(gatewayKeyId: string): Promise<ModelGap[]>;
  forget(gatewayKeyId: string, models: readonly string[]): Promise<void>;
}
