import type { Resolution } from "@/lib/generation/schema";
import type { Transaction } from "@/lib/ports/database";
import type { MicroUsd } from "@/lib/shared/money";

export type PriceKind = "listed" | "upper_estimate" | "entered";

export type PriceRecord = {
  model: string;
  resolution: Resolution;
  priceMicroUsd: MicroUsd;
  kind: PriceKind;
  /** Where it was read. */
  source: string;
  /** Day or month in which it was read. */
  readOn: string;
  createdAt: Date;
};

/** Prices that an admin entered, dated; the newest of a model and resolution counts. */
export interface PriceRepository {
  /** Null: the table of models counts. */
  current(model: string, resolution: Resolution): Promise<PriceRecord | null>;
  /** The newest of each model and resolution. */
  list(): Promise<PriceRecord[]>;
  add(tx: Transaction, price: Omit<PriceRecord, "createdAt">): Promise<void>;
}
