import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { focusTarget } from "@/components/composer/focus";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { useCommands } from "@/components/keyboard/commands";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const loadChooser = async () => (await import("@/components/model/model-chooser")).ModelChooser;
const ModelChooser = dynamic(loadChooser, { ssr: false });

/** It stays open when a model is chosen: the values of that model lie below the list. */
export function ModelControl({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  useCommands(() => [{ name: "model", where: "page", run: () => setIsOpen(true) }]);
  const { label, shortLabel } = modelOf(composer.state);
  const button = (
    <Button
      {...focusTarget("model")}
      kind="control"
      aria-label={t("modelOf", { model: label })}
      onPointerEnter={() => void loadChooser()}
    >
      <span className="max-desk:hidden">{label}</span>
      <span className="desk:hidden">{shortLabel}</span>
      <ChevronDown className="size-3 text-ink-3" />
    </Button>
  );
  if (isPhone) {
    return (
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogTrigger asChild>{button}</DialogTrigger>
        <DialogContent title={t("model")} closeLabel={t("close")} isSheet>
          <ModelChooser composer={composer} />
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent
        aria-label={t("model")}
        onOpenAutoFocus={(event) => event.preventDefault()}
        className="w-[min(448px,calc(100vw-16px))]"
      >
        <ModelChooser composer={composer} />
      </PopoverContent>
    </Popover>
  );
}
