import { useTranslations } from "next-intl";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { ModelChooser } from "@/components/model/model-chooser";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";

type ModelFloatProps = { anchor: Anchor; composer: Composer };

/** It stays open when a model is chosen: the values of that model lie below the list. */
export function ModelFloat({ anchor, composer }: ModelFloatProps) {
  const t = useTranslations("composer");
  return useIsPhone() ? (
    <Dialog open onOpenChange={anchor.close}>
      <DialogContent
        title={t("model")}
        closeLabel={t("close")}
        isSheet
        onClosed={() => anchor.trigger.current?.focus()}
      >
        <ModelChooser composer={composer} />
      </DialogContent>
    </Dialog>
  ) : (
    <Popover
      anchor={anchor}
      aria-label={t("model")}
      onOpenAutoFocus={(event) => event.preventDefault()}
      className="w-[min(448px,calc(100vw-16px))]"
    >
      <ModelChooser composer={composer} />
    </Popover>
  );
}
