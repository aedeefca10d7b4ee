import { findModel, type ModelRow } from "@/lib/generation/models";
import type { AspectRatio, FailureCode, Resolution, VariantView } from "@/lib/generation/schema";
import type { Role } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

/** Until like variants have taught better, this long counts as late (payment safety, section 2). */
export const LATE_AFTER_MS_DEFAULT = 120_000;

export const canGenerate = (role: Role) => role !== "reviewer";

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
} satisfies Record<FailureCode, { action: FailureAction; charged: "no" | "unlikely" | "yes" }>;

/** Null when the table has no price: such a variant cannot be sent. */
export const priceOf = (model: ModelRow, resolution: Resolution): MicroUsd | null =>
  model.price.perImage[resolution] ?? null;

export type Settings = { model: string; aspectRatio: AspectRatio; resolution: Resolution };

/** The nearest settings that the model can make; the first of its list where the old value is illegal. */
export function legalSettings(settings: Settings): Settings {
  const model = findModel(settings.model);
  if (!model) return settings;
  const [firstRatio] = model.aspectRatios;
  return {
    model: model.id,
    aspectRatio: model.aspectRatios.includes(settings.aspectRatio)
      ? settings.aspectRatio
      : (firstRatio ?? settings.aspectRatio),
    resolution: model.resolutions.includes(settings.resolution)
      ? settings.resolution
      : model.defaultResolution,
  };
}

/** More than 1.5 % off the ratio, or smaller than asked on either side (payment safety, section 7). */
export function differsFromRequest(
  delivered: { width: number; height: number },
  requested: { width: number; height: number },
): boolean {
  const ratio = delivered.width / delivered.height / (requested.width / requested.height);
  const isSmaller =
    delivered.width < requested.width * 0.985 || delivered.height < requested.height * 0.985;
  return isSmaller || Math.abs(ratio - 1) > 0.015;
}

/** Accepted longer ago than like variants take. A fact, not a state: the work goes on. */
export const isLate = (
  variant: Pick<VariantView, "status" | "submittedAt">,
  lateAfterMs: number,
  now: number,
) =>
  (variant.status === "submitted" || variant.status === "running") &&
  variant.submittedAt !== null &&
  now - Date.parse(variant.submittedAt) > lateAfterMs;
