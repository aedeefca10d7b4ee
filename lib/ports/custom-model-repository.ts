import type { ModelFacts } from "@/lib/custom-model/schema";
import type { Transaction } from "@/lib/ports/database";

/** A model that a team has added to those of the table. */
export type CustomModelRecord = {
  id: string;
  /** As the gateway spells it; one row of a team for each. */
  modelId: string;
  facts: ModelFacts;
  /** The name of the person who said so last. */
  changedBy: string;
  changedAt: Date;
  isRemoved: boolean;
};

/** As a row was before a change. */
type Before = { modelId: string; facts: ModelFacts };

type Said = { facts: ModelFacts; changedById: string; changedAt: Date };

export interface CustomModelRepository {
  /** Those that can be chosen, by their ids. */
  list(teamId: string): Promise<CustomModelRecord[]>;
  /** Also one that was removed: what was asked of it before still goes out. */
  find(teamId: string, modelId: string): Promise<CustomModelRecord | null>;
  /**
   * One that was removed comes back under its old row.
   *
   * @throws {ConflictError} when the team has that id already: at the end of the transaction.
   */
  add(tx: Transaction, teamId: string, row: Said & { id: string; modelId: string }): Promise<void>;
  /** Null when the team has no such row. */
  change(tx: Transaction, row: { teamId: string; id: string }, said: Said): Promise<Before | null>;
  /** Null when the team has no such row. */
  remove(tx: Transaction, row: { teamId: string; id: string }): Promise<Before | null>;
}
