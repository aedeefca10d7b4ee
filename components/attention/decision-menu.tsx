import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Decide, Doubt } from "@/components/attention/doubt";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const DecisionList = onDemand(
  async () => (await import("@/components/attention/decision-list")).DecisionList,
);

/** The same three where there is room for one. Stands in a feed, which is one stop of the Tab key. */
export function DecisionMenu({ doubt, decide }: { doubt: Doubt; decide: Decide }) {
  const t = useTranslations("attention");
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        tabIndex={-1}
        data-stop=""
        aria-label={t("decideOn", { code: doubt.code })}
        className={cn(
          buttonClass({ kind: "quiet", size: 26 }),
          "pointer-events-auto max-tablet:min-h-11 max-tablet:px-3",
        )}
      >
        {t("decide")}
        <ChevronDown className="size-3 text-ink-2" />
      </button>
      {isOpen ? <DecisionList {...{ anchor, doubt, decide }} /> : null}
    </>
  );
}
