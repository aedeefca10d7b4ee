import type { FailureCode } from "@/lib/generation/schema";

/** What a person can do about a failure, in one press. */
export type FailureAction = "edit_prompt" | "try_again" | "check_references" | "choose_model";

/** One row per failure: the next action, and whether it was paid for. The words: messages, `failure`. */
export const FAILURES = {
  bad_key: { action: "try_again", charged: "no" },
  no_balance: { action: "try_again", charged: "no" },
  not_allowed: { action: "choose_model", charged: "no" },
  model_unavailable: { action: "choose_model", charged: "no" },
  policy_refused: { action: "edit_prompt", charged: "no" },
  invalid_request: { action: "edit_prompt", charged: "no" },
  wrong_endpoint: { action: "choose_model", charged: "no" },
  too_large: { action: "check_references", charged: "no" },
  reference_missing: { action: "check_references", charged: "no" },
  reference_refused: { action: "check_references", charged: "no" },
  generation_failed: { action: "try_again", charged: "unlikely" },
  result_expired: { action: "try_again", charged: "yes" },
  result_unreadable: { action: "try_again", charged: "yes" },
  result_unreachable: { action: "try_again", charged: "yes" },
  result_missing: { action: "try_again", charged: "yes" },
  not_accepted: { action: "try_again", charged: "no" },
  price_changed: { action: "edit_prompt", charged: "no" },
} satisfies Record<FailureCode, { action: FailureAction; charged: "no" | "unlikely" | "yes" }>;
