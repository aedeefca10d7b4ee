import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { DecisionRefusal } from "@/components/attention/decision-dialog";
import type { Decide, Decision, Doubt } from "@/components/attention/doubt";
import { refusalMessage } from "@/components/composer/refusal";
import { cellId } from "@/components/generation/cell";
import { onDemand } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import {
  claimTaskAction,
  declareNotChargedAction,
  sendAgainAction,
} from "@/lib/generation/actions";
import { attentionQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";
import { err } from "@/lib/shared/result";

const DecisionDialog = onDemand(
  async () => (await import("@/components/attention/decision-dialog")).DecisionDialog,
);

type Asked = { doubt: Doubt; decision: Decision; opener: Element | null };

const REFUSED: Record<string, Exclude<DecisionRefusal["code"], "said">> = {
  not_unknown: "has_moved_on",
  not_retryable: "has_moved_on",
  not_found: "has_moved_on",
  forbidden: "forbidden",
  no_price: "no_price",
};

/** What was pressed may be gone with the doubt; then whatever shows the variant takes the focus. */
function giveFocusBack({ opener, doubt }: Asked) {
  const place = opener?.isConnected
    ? opener
    : (document.querySelector("[role=dialog]") ??
      document.getElementById(cellId(doubt.variantId)) ??
      document.querySelector("main [tabindex='-1']"));
  if (place instanceof HTMLElement) place.focus();
}

/** The three decisions about a doubtful send; `dialog` stands once on the screen. */
export function useDecisions(show?: (generation: GenerationView) => void) {
  const t = useTranslations("attention");
  const composer = useTranslations("composer");
  const locale = useLocale();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);

  const decide: Decide = (doubt, decision) =>
    setAsked({ doubt, decision, opener: document.activeElement });

  async function run({ doubt, decision }: Asked, taskId: string): Promise<DecisionRefusal | null> {
    const { variantId } = doubt;
    const answer = await ACTIONS[decision]({ variantId, taskId }).catch(() =>
      err({ code: "internal" }),
    );
    void queryClient.invalidateQueries({ queryKey: attentionQuery().queryKey });
    if (answer.ok) {
      if (answer.value) show?.(answer.value.generation);
      if (decision === "claim") showToast({ text: t("claimed") });
      return null;
    }
    if (answer.error.code === "budget_exceeded") {
      const { key, values } = refusalMessage(answer.error, locale);
      return { code: "said", text: composer(`refusal.${key}`, values) };
    }
    return { code: REFUSED[answer.error.code] ?? "not_recorded" };
  }

  const dialog = asked ? (
    <DecisionDialog
      key={`${asked.doubt.variantId} ${asked.decision}`}
      doubt={asked.doubt}
      decision={asked.decision}
      run={(taskId) => run(asked, taskId)}
      close={() => setAsked(null)}
      onClosed={() => giveFocusBack(asked)}
    />
  ) : null;

  return { decide, dialog };
}

type Said = { variantId: string; taskId: string };

const ACTIONS = {
  claim: claimTaskAction,
  not_charged: ({ variantId }: Said) => declareNotChargedAction({ variantId }),
  send_again: ({ variantId }: Said) => sendAgainAction({ variantId }),
};
