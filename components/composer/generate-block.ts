import { compiledPrompt } from "@/components/composer/compiled-prompt";
import type { ComposerState } from "@/components/composer/composer-state";
import { type Prices, priceOf } from "@/components/composer/prices";
import { modelOf } from "@/components/composer/settings";
import type { Slot } from "@/components/reference-image/slots";
import { type CompiledPrompt, EXPANSIONS_MAX } from "@/lib/generation/policy/prompt";
import { codePoints, isBlank, PROMPT_LENGTH_MAX } from "@/lib/generation/schema/facts";

/** Why nothing can be sent right now. The words: messages, `block`. */
export type Block =
  /** The person only looks on. */
  | { code: "not_allowed" }
  | { code: "no_prompt" }
  | { code: "too_long"; length: number; max: number }
  | { code: "uploading"; count: number }
  | { code: "failed"; count: number }
  | { code: "missing"; count: number }
  | { code: "too_many_references"; model: string; max: number }
  /** Words after an @ that name no picture which is sent. */
  | { code: "missing_tokens"; count: number; names: string }
  | { code: "empty_variables"; count: number; names: string }
  | { code: "too_many_expansions"; count: number; max: number }
  | { code: "no_price" };

/** What a press needs beside what is in the composer. */
export type Means = { prices: Prices; mayGenerate: boolean };

/** `staged` goes on from the picture that is staged, `fresh` does not look at it. */
export type Way = "fresh" | "staged";

/** The share of the limit from which the count is shown. */
const COUNT_SHOWN_FROM = 0.9;

/** Code points, and the lower of our limit and the model's. */
export function promptLength(state: Pick<ComposerState, "prompt" | "model" | "models">) {
  const length = codePoints(state.prompt);
  const max = Math.min(PROMPT_LENGTH_MAX, modelOf(state).promptLengthMax ?? PROMPT_LENGTH_MAX);
  return { length, max, isNear: length > max * COUNT_SHOWN_FROM };
}

type Draftlike = Pick<
  ComposerState,
  "prompt" | "model" | "models" | "resolution" | "slots" | "arrivingCount" | "staged" | "variables"
>;

/** Places that the staged picture, and its marked copy, take before those of the tray. */
const stagedCount = ({ staged }: Draftlike) => (staged?.markedId ? 2 : 1);

/** The first thing to be put right, in the order in which a person would; null when it can be sent. */
export function generateBlock(
  state: Draftlike,
  { prices, mayGenerate }: Means,
  way: Way = "fresh",
): Block | null {
  if (!mayGenerate) return { code: "not_allowed" };
  const model = modelOf(state);
  const { length, max: lengthMax } = promptLength(state);
  if (isBlank(state.prompt)) return { code: "no_prompt" };
  if (length > lengthMax) return { code: "too_long", length, max: lengthMax };
  const slots = slotsBlock(state);
  if (slots) return slots;
  const max = model.referenceImageCountMax - (way === "staged" ? stagedCount(state) : 0);
  if (state.slots.filter(({ isEnabled }) => isEnabled).length > max) {
    return { code: "too_many_references", model: model.label, max };
  }
  const text = textBlock(compiledPrompt(state), lengthMax);
  if (text) return text;
  return priceOf(prices, model, state.resolution) === null ? { code: "no_price" } : null;
}

function textBlock(compiled: CompiledPrompt, lengthMax: number): Block | null {
  const { texts, expansionCount, missing, emptyVariables } = compiled;
  if (texts.every((text) => text === "")) return { code: "no_prompt" };
  if (missing.length > 0) {
    const names = missing.map((name) => `@${name}`).join(", ");
    return { code: "missing_tokens", count: missing.length, names };
  }
  if (emptyVariables.length > 0) {
    const names = emptyVariables.map((name) => `[[${name}]]`).join(", ");
    return { code: "empty_variables", count: emptyVariables.length, names };
  }
  if (expansionCount > EXPANSIONS_MAX) {
    return { code: "too_many_expansions", count: expansionCount, max: EXPANSIONS_MAX };
  }
  const length = Math.max(...texts.map((text) => [...text].length));
  return length > lengthMax ? { code: "too_long", length, max: lengthMax } : null;
}

function slotsBlock({ slots, arrivingCount }: Draftlike): Block | null {
  const count = (...kinds: Slot["content"]["kind"][]) =>
    slots.filter(({ content }) => kinds.includes(content.kind)).length;
  const failed = count("failed");
  if (failed > 0) return { code: "failed", count: failed };
  const missing = count("missing");
  if (missing > 0) return { code: "missing", count: missing };
  const uploading = arrivingCount + count("uploading", "converting", "staging");
  return uploading > 0 ? { code: "uploading", count: uploading } : null;
}
