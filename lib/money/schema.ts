import { z } from "zod";

/** How a charge is known: by our price table, by the gateway's balance, or not at all. */
export const chargeBasisSchema = z.enum(["estimated", "measured", "unknown"]);
export type ChargeBasis = z.infer<typeof chargeBasisSchema>;

/** What a variant costs. A null basis: nothing was charged. */
export const chargeViewSchema = z.object({
  microUsd: z.int(),
  basis: chargeBasisSchema.nullable(),
});

/** Scopes that a cap can hold, in the order in which they are asked. */
export const BUDGET_SCOPES = ["team", "project", "person"] as const;
export const budgetScopeSchema = z.enum(BUDGET_SCOPES);
export type BudgetScope = z.infer<typeof budgetScopeSchema>;

/** Why a person has to look at a variant: money may be lost, or the gateway broke its contract. */
export const attentionCodeSchema = z.enum([
  /** It was paid for and no usable picture could be had. */
  "paid_result_lost",
  /** Nobody knows whether it was accepted, and asking has ended. */
  "never_answered",
  /** The gateway gave the id of another task. */
  "duplicate_task",
  /** The task at the gateway is not the one that we asked for. */
  "contract_mismatch",
  /** One send made two tasks. */
  "paid_twice",
  /** A failure, or more than the estimate, was charged. */
  "charged_unknown",
  "late_success",
  /** The task delivered more than the one picture that was asked for. */
  "more_pictures",
]);
export type AttentionCode = z.infer<typeof attentionCodeSchema>;

/** Prices that count now, for the composer. */
export const pricesViewSchema = z.object({
  prices: z
    .array(
      z.object({
        model: z.string(),
        resolution: z.string(),
        priceMicroUsd: z.int(),
        /** `upper_estimate`: the most that it should cost. */
        kind: z.enum(["listed", "upper_estimate", "entered"]),
        source: z.string(),
        readOn: z.string(),
      }),
    )
    .max(1_000),
});
export type PricesView = z.infer<typeof pricesViewSchema>;
