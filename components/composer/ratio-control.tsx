import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Composer } from "@/components/composer/use-composer";
import { useCommands } from "@/components/keyboard/commands";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const RatioList = onDemand(
  async () => (await import("@/components/composer/ratio-list")).RatioList,
);

export function RatioControl({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { isOpen, open, anchor, triggerProps } = useOpener("dialog");
  const { aspectRatio: ratio } = composer.state;
  useShortcut("aspectRatio", open);
  useCommands(() => [{ name: "aspectRatio", shortcut: "aspectRatio", where: "page", run: open }]);
  return (
    <>
      <Button {...triggerProps} kind="control" aria-label={t("aspectRatioOf", { ratio })}>
        <span className="grid min-w-4 place-items-center">
          <AspectGlyph ratio={ratio} size={16} />
        </span>
        {ratio}
        <ChevronDown className="size-3 text-ink-3" />
      </Button>
      {isOpen ? <RatioList {...{ anchor, composer }} /> : null}
    </>
  );
}
