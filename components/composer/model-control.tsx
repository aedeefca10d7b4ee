import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { focusTarget } from "@/components/composer/focus";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { useCommands } from "@/components/keyboard/commands";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const ModelFloat = onDemand(
  async () => (await import("@/components/model/model-float")).ModelFloat,
);

export function ModelControl({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { isOpen, open, anchor, triggerProps } = useOpener("dialog");
  useCommands(() => [{ name: "model", where: "page", run: open }]);
  const { label, shortLabel } = modelOf(composer.state);
  return (
    <>
      <Button
        {...triggerProps}
        {...focusTarget("model")}
        kind="control"
        aria-label={t("modelOf", { model: label })}
      >
        <span className="max-desk:hidden">{label}</span>
        <span className="desk:hidden">{shortLabel}</span>
        <ChevronDown className="size-3 text-ink-3" />
      </Button>
      {isOpen ? <ModelFloat {...{ anchor, composer }} /> : null}
    </>
  );
}
