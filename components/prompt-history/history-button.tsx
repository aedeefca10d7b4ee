import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { useCaps } from "@/components/keyboard/use-shortcut";
import type { PromptHistory } from "@/components/prompt-history/use-prompt-history";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const HistoryFloat = onDemand(
  async () => (await import("@/components/prompt-history/history-float")).HistoryFloat,
);

/** Opens the list of what was sent. */
export function HistoryButton({ history }: { history: PromptHistory }) {
  const t = useTranslations("history");
  const isPhone = useIsPhone();
  const keys = useCaps()("Alt+ArrowUp");
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  return (
    <>
      <IconButton
        {...triggerProps}
        icon={History}
        label={t("open")}
        {...(!isPhone && { keys })}
        size={26}
        className="-me-1.5 data-[state=open]:bg-press max-tablet:size-11"
      />
      {isOpen ? <HistoryFloat {...{ anchor, history }} /> : null}
    </>
  );
}
