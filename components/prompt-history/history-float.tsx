import { useTranslations } from "next-intl";
import { useRef } from "react";
import { focusComposer } from "@/components/composer/focus";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { HistoryPanel } from "@/components/prompt-history/history-panel";
import type { PromptHistory } from "@/components/prompt-history/use-prompt-history";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";
import type { PastPrompt } from "@/lib/prompt-history/schema";

type HistoryFloatProps = { anchor: Anchor; history: PromptHistory };

/** What was sent: in a popover, in a sheet on a phone. */
export function HistoryFloat({ anchor, history }: HistoryFloatProps) {
  const t = useTranslations("history");
  const isPhone = useIsPhone();
  const hasTaken = useRef(false);
  const take = (past: PastPrompt) => {
    history.take(past);
    hasTaken.current = true;
    anchor.close();
  };
  const panel = (
    <div className="h-[min(26rem,60dvh)]">
      <HistoryPanel take={take} />
    </div>
  );
  return isPhone ? (
    <Dialog open onOpenChange={anchor.close}>
      <DialogContent
        title={t("open")}
        closeLabel={t("close")}
        isSheet
        onClosed={() => anchor.trigger.current?.focus()}
      >
        {panel}
      </DialogContent>
    </Dialog>
  ) : (
    <Popover
      anchor={anchor}
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
    </Popover>
  );
}
