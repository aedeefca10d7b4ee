import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { DecisionDialog, type DecisionRefusal } from "@/components/attention/decision-dialog";
import type { Decision, Doubt } from "@/components/attention/doubt";
import { refusalMessage } from "@/components/composer/refusal";
import { cellId } from "@/components/generation/cell-id";
import { showToast } from "@/components/ui/toast";
import {
  claimTaskAction,
  declareNotChargedAction,
  sendAgainAction,
} from "@/lib/generation/actions";
import { attentionQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";
import { err } from "@/lib/shared/result";

export type AskedDecision = { doubt: Doubt; decision: Decision; opener: Element | null };

const REFUSED: Record<string, Exclude<DecisionRefusal["code"], "said">> = {
  not_unknown: "has_moved_on",
  not_retryable: "has_moved_on",
  not_found: "has_moved_on",
  forbidden: "forbidden",
  no_price: "no_price",
};

type Said = { variantId: string; taskId: string };

const ACTIONS = {
  claim: claimTaskAction,
  not_charged: ({ variantId }: Said) => declareNotChargedAction({ variantId }),
  send_again: ({ variantId }: Said) => sendAgainAction({ variantId }),
};

/** What was pressed may be gone with the doubt; then whatever shows the variant takes the focus. */
function giveFocusBack({ opener, doubt }: AskedDecision) {
  const place = opener?.isConnected
    ? opener
    : (document.querySelector("[role=dialog]") ??
      document.getElementById(cellId(doubt.variantId)) ??
      document.querySelector("main [tabindex='-1']"));
  if (place instanceof HTMLElement) place.focus();
}

type DecisionRunProps = {
  asked: AskedDecision;
  show?: ((generation: GenerationView) => void) | undefined;
  close: () => void;
};

/** Asks once more, and does what was decided. */
export function DecisionRun({ asked, show, close }: DecisionRunProps) {
  const t = useTranslations("attention");
  const composer = useTranslations("composer");
  const locale = useLocale();
  const queryClient = useQueryClient();
  const { doubt, decision } = asked;

  async function run(taskId: string): Promise<DecisionRefusal | null> {
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
    if (answer.error.code === "budget_exceeded" || answer.error.code === "too_often") {
      const { key, values } = refusalMessage(answer.error, locale);
      return { code: "said", text: composer(`refusal.${key}`, values) };
    }
    return { code: REFUSED[answer.error.code] ?? "not_recorded" };
  }

  return (
    <DecisionDialog
      doubt={doubt}
      decision={decision}
      run={run}
      close={close}
      onClosed={() => giveFocusBack(asked)}
    />
  );
}
