import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { focusComposer } from "@/components/composer/focus";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { useCaps } from "@/components/keyboard/use-shortcut";
import type { PromptHistory } from "@/components/prompt-history/use-prompt-history";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { PastPrompt } from "@/lib/prompt-history/schema";

const HistoryPanel = dynamic(
  async () => (await import("@/components/prompt-history/history-panel")).HistoryPanel,
  { ssr: false },
);

/** Opens the list of what was sent: a popover, a sheet on a phone. */
export function HistoryButton({ history }: { history: PromptHistory }) {
  const t = useTranslations("history");
  const isPhone = useIsPhone();
  const keys = useCaps()("Alt+ArrowUp");
  const [isOpen, setIsOpen] = useState(false);
  const hasTaken = useRef(false);
  const onOpenChange = (open: boolean) => {
    hasTaken.current = false;
    setIsOpen(open);
  };
  const take = (past: PastPrompt) => {
    history.take(past);
    hasTaken.current = true;
    setIsOpen(false);
  };
  const button = (
    <IconButton
      icon={History}
      label={t("open")}
      {...(!isPhone && { keys })}
      size={26}
      className="-me-1.5 data-[state=open]:bg-press max-tablet:size-11"
    />
  );
  const panel = (
    <div className="h-[min(26rem,60dvh)]">
      <HistoryPanel take={take} />
    </div>
  );
  return isPhone ? (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{button}</DialogTrigger>
      <DialogContent title={t("open")} closeLabel={t("close")} isSheet>
        {panel}
      </DialogContent>
    </Dialog>
  ) : (
    <Popover open={isOpen} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent
        aria-label={t("open")}
        side="top"
        align="end"
        onCloseAutoFocus={(event) => {
          if (!hasTaken.current) return;
          event.preventDefault();
          focusComposer("prompt");
        }}
        className="w-[min(448px,calc(100vw-16px))]"
      >
        {panel}
      </PopoverContent>
    </Popover>
  );
}
