import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import type { VariantStatus, VariantView } from "@/lib/generation/schema";

/** Until it is sent it can be taken back; then one can only stop waiting for it. Nothing is asked: no picture is lost. */
const WORD: Partial<Record<VariantStatus, "take_back" | "stop_waiting">> = {
  queued: "take_back",
  submitting: "stop_waiting",
  submitted: "stop_waiting",
  running: "stop_waiting",
};

export const cancelWordOf = ({ status, isLetGo }: VariantView) =>
  isLetGo ? null : (WORD[status] ?? null);

type CancelButtonProps = { variant: VariantView; verbs: FeedVerbs; isInFeed: boolean };

export function CancelButton({ variant, verbs, isInFeed }: CancelButtonProps) {
  const t = useTranslations("feed");
  const [isPending, startTransition] = useTransition();
  const { cancel } = verbs;
  const word = cancelWordOf(variant);
  if (!cancel || !word) return null;
  return (
    <Button
      size={26}
      className="pointer-events-auto flex-none max-tablet:min-h-11 max-tablet:px-3"
      isLoading={isPending}
      onClick={() => startTransition(async () => cancel(variant))}
      {...(word === "stop_waiting" && { hint: t("stopWaitingHint") })}
      {...(isInFeed && { tabIndex: -1, "data-stop": "" })}
    >
      {t(`action.${word}`)}
    </Button>
  );
}
