import { ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useRef } from "react";
import type { Composer } from "@/components/composer/use-composer";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { PREVIEW_MARK, usePreviewKey } from "@/components/request-preview/use-preview-key";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const PreviewFloat = onDemand(
  async () => (await import("@/components/request-preview/preview-float")).PreviewFloat,
);

/** Opens what a press would send, word for word. */
export function RequestPreview({ composer }: { composer: Composer }) {
  const { isOpen, toggle, anchor, triggerProps } = useOpener("dialog");
  const openedFrom = useRef<Element | null>(null);
  const toggleFrom = (from: Element | null) => {
    if (!isOpen) openedFrom.current = from;
    toggle();
  };
  const press = () => toggleFrom(document.activeElement);
  usePreviewKey(press);
  useCommands(() => [{ name: "preview", shortcut: "preview", where: "page", run: press }]);
  return (
    <>
      <Trigger {...triggerProps} onClick={() => toggleFrom(null)} />
      {isOpen ? <PreviewFloat {...{ anchor, composer, openedFrom }} /> : null}
    </>
  );
}

function Trigger(props: ComponentProps<typeof Button>) {
  const t = useTranslations("preview");
  const keys = useKeys("preview");
  return (
    <Button
      {...props}
      {...PREVIEW_MARK}
      kind="ghost"
      size={26}
      {...(keys && { hint: keys })}
      className="data-[state=open]:bg-press max-tablet:min-h-11"
    >
      {t("title")}
      <ChevronUp className="size-3" />
    </Button>
  );
}
