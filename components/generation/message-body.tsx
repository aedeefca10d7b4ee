import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { DecisionButtons } from "@/components/attention/decision-buttons";
import { DecisionMenu } from "@/components/attention/decision-menu";
import type { Doubt } from "@/components/attention/doubt";
import { CancelButton } from "@/components/generation/cancel-button";
import type { CellState } from "@/components/generation/cells";
import { FAILURE_LOOK, MESSAGE_LOOK, type MessageKind } from "@/components/generation/failure-look";
import { pictureCode } from "@/components/generation/formats";
import { MessageBox } from "@/components/generation/message-box";
import { useNow } from "@/components/generation/use-now";
import type { FeedVerbs, RecallFocus } from "@/components/generation/verbs";
import { adminsQuery } from "@/lib/account/queries";
import { FAILURES, type FailureAction } from "@/lib/generation/policy/failures";
import type { FailureCode, GenerationView, VariantView } from "@/lib/generation/schema";

export type BodyProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  isInFeed: boolean;
};

const FOCUS: Record<Exclude<FailureAction, "try_again">, RecallFocus> = {
  edit_prompt: "prompt",
  check_references: "references",
  choose_model: "model",
};

/** There the gateway knows more than our sentence: which word, which setting, which picture. */
const HAS_WORDING: ReadonlySet<FailureCode> = new Set([
  "policy_refused",
  "invalid_request",
  "reference_refused",
  "generation_failed",
]);

const isForAdmins = (code: FailureCode): code is "no_balance" | "bad_key" =>
  code === "no_balance" || code === "bad_key";

/** Who can mend it, by name; null where nobody need be asked, and until they are known. */
function useAdmins(code: FailureCode) {
  const format = useFormatter();
  const { data } = useQuery({ ...adminsQuery(), enabled: isForAdmins(code) });
  if (!isForAdmins(code) || !data?.names.length) return null;
  return { code, names: format.list(data.names, { type: "disjunction" }) };
}

type FailureBodyProps = BodyProps & { code: FailureCode; detail: string | null };

export function FailureBody({ code, detail, ...props }: FailureBodyProps) {
  const { generation, variant, verbs, isInFeed } = props;
  const t = useTranslations("feed");
  const { action } = FAILURES[code];
  const admins = useAdmins(code);
  const sentence = admins
    ? t(`askAdmin.${admins.code}`, { names: admins.names })
    : t(`failure.${code}.text`);
  const press = () =>
    action === "try_again" ? verbs.retry(variant) : verbs.recall(generation, FOCUS[action]);
  return (
    <MessageBox
      look={FAILURE_LOOK[code]}
      title={t(`failure.${code}.title`)}
      text={
        detail && HAS_WORDING.has(code) ? `${sentence} ${t("gatewaySays", { detail })}` : sentence
      }
      // The text is as good as it was: only the price on the button has to be seen again.
      action={{ label: code === "price_changed" ? t("useRecipe") : t(`action.${action}`), press }}
      isInFeed={isInFeed}
    />
  );
}

const CHECK = {
  late: "check_now",
  gateway_busy: "try_now",
  gateway_unreachable: "try_now",
  storage: "try_now",
  unknown: "check_now",
  sending_paused: null,
  bad_key: null,
  let_go: "check_now",
  cancelled: null,
} as const satisfies Record<MessageKind, "check_now" | "try_now" | null>;

const minutesSince = (time: string | null, now: number) =>
  time && now ? Math.max(0, Math.floor((now - Date.parse(time)) / 60_000)) : 0;

const secondsUntil = (time: string | null, now: number) =>
  time && now ? Math.ceil((Date.parse(time) - now) / 1000) : 0;

type WaitBodyProps = BodyProps & { state: Extract<CellState, { kind: MessageKind }> };

/** Stands still for a moment and says why. */
export function WaitBody({ generation, variant, verbs, isInFeed, state }: WaitBodyProps) {
  const t = useTranslations("feed");
  const now = useNow();
  const { kind } = state;
  const seconds = secondsUntil("until" in state ? state.until : null, now);
  const attempt = "attemptNumber" in state ? state.attemptNumber : null;
  const next = attempt
    ? t("message.nextAttempt", { seconds, attempt })
    : t("message.nextTry", { seconds });
  const label = CHECK[kind];
  const Decisions = isInFeed ? DecisionMenu : DecisionButtons;
  const sentence = t(`message.${kind}`, { minutes: minutesSince(variant.submittedAt, now) });
  return (
    <MessageBox
      look={MESSAGE_LOOK[kind]}
      title={t(`state.${kind}`)}
      text={seconds > 0 ? `${sentence} ${next}` : sentence}
      {...(label && { action: { label: t(`action.${label}`), press: () => verbs.check(variant) } })}
      isInFeed={isInFeed}
    >
      {kind === "unknown" && verbs.decide ? (
        <Decisions doubt={doubtOf(generation, variant)} decide={verbs.decide} />
      ) : null}
      <CancelButton {...{ variant, verbs, isInFeed }} />
    </MessageBox>
  );
}

const doubtOf = (generation: GenerationView, variant: VariantView): Doubt => ({
  variantId: variant.id,
  code: pictureCode(generation.code, variant),
  priceMicroUsd: generation.priceMicroUsd,
});
