import type { Transaction } from "@/lib/ports/database";

export interface WebhookRepository {
  /** Of the variant that an attempt with either handle was made for. Null: no attempt of ours. */
  findVariantId(task: { taskId: string; clientBusinessId: string | null }): Promise<string | null>;
  /** False when the event was heard before. Forgets the events received before `forgetBefore`. */
  remember(
    tx: Transaction,
    event: { id: string; receivedAt: Date; forgetBefore: Date },
  ): Promise<boolean>;
}
