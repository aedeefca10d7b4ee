import type { createGenerationAction } from "@/lib/generation/actions";
import { formatMicroUsd } from "@/lib/shared/money";
import { assertNever } from "@/lib/shared/result";

type Answer = Awaited<ReturnType<typeof createGenerationAction>>;

/** Why a press came to nothing: the server's answer, or that there was none. */
export type Refusal = Extract<Answer, { ok: false }>["error"] | { code: "network" };

/** What one button can do about it. */
export type Cure =
  | "reload"
  | "default_model"
  | "legal_settings"
  | "drop_references"
  | "remove_missing"
  | "sign_in"
  | "see_caps"
  | "try_again";

export type RefusalMessage = {
  /** The words: messages, `refusal`. */
  key: Refusal["code"];
  values: Record<string, number | string>;
  cure: Cure | null;
};

export function refusalMessage(refusal: Refusal, locale: string): RefusalMessage {
  const say = (cure: Cure | null, values: RefusalMessage["values"] = {}): RefusalMessage => ({
    key: refusal.code,
    values,
    cure,
  });
  switch (refusal.code) {
    case "project_missing":
    case "not_found":
      return say("reload");
    case "model_unavailable":
    case "no_price":
      return say("default_model");
    case "illegal_settings":
      return say("legal_settings");
    case "too_many_references":
      return say("drop_references", { max: refusal.max });
    case "prompt_too_long":
      return say(null, { length: refusal.length, max: refusal.max });
    case "prompt_incomplete": {
      const tokens = refusal.missing.map((name) => `@${name}`);
      const variables = refusal.emptyVariables.map((name) => `[[${name}]]`);
      return say(null, { names: [...tokens, ...variables].join(", ") });
    }
    case "too_many_expansions":
      return say(null, { count: refusal.count, max: refusal.max });
    case "references_missing":
      return say("remove_missing", { count: refusal.slots.length });
    case "queue_full":
      return say(null, { max: refusal.activeMax });
    case "too_often":
      return say("try_again", { seconds: refusal.retryAfterSeconds });
    case "budget_exceeded":
      return say("see_caps", {
        scope: refusal.scope,
        name: refusal.name,
        who: new Intl.ListFormat(locale, { type: "disjunction" }).format(refusal.raisers),
        left: formatMicroUsd(refusal.leftMicroUsd, locale),
        asked: formatMicroUsd(refusal.askedMicroUsd, locale),
      });
    case "unauthenticated":
      return say("sign_in");
    case "request_mismatch":
    case "internal":
    case "network":
      return say("try_again");
    case "invalid_input":
    case "forbidden":
    case "parent_missing":
      return say(null);
    default:
      return assertNever(refusal);
  }
}
