import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Composer } from "@/components/composer/use-composer";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const ResolutionList = onDemand(
  async () => (await import("@/components/composer/resolution-list")).ResolutionList,
);

export function ResolutionControl({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  const { resolution } = composer.state;
  return (
    <>
      <Button {...triggerProps} kind="control" aria-label={t("resolutionOf", { resolution })}>
        {resolution}
        <ChevronDown className="size-3 text-ink-3" />
      </Button>
      {isOpen ? <ResolutionList {...{ anchor, composer }} /> : null}
    </>
  );
}
