import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { type Prices, priceOf } from "@/components/composer/prices";
import { formatPixels } from "@/components/generation/formats";
import type { DirectSend } from "@/components/studio/use-direct-send";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { PlainImage } from "@/components/ui/plain-image";
import type { ModelRow } from "@/lib/generation/models";
import { finishModel, finishRequest } from "@/lib/generation/policy/requests";
import type { GenerationView } from "@/lib/generation/schema";
import { outputPixels } from "@/lib/generation/schema/shapes";
import { imageUrl } from "@/lib/image/schema/facts";
import { stageImageAction } from "@/lib/reference-image/actions";
import { formatMicroUsd } from "@/lib/shared/money";

export type FinishTarget = { generation: GenerationView; imageId: string; code: string };

type FinishDialogProps = {
  target: FinishTarget;
  prices: Prices;
  models: readonly ModelRow[];
  send: DirectSend;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

/** Says plainly that it is a re-render, with which model and for how much. */
export function FinishDialog({ target, prices, models, send, close, onClosed }: FinishDialogProps) {
  const t = useTranslations("finish");
  const locale = useLocale();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const { generation, imageId, code } = target;
  const model = finishModel(generation, models);
  const price = model && priceOf(prices, model, "4K")?.priceMicroUsd;
  const pixels = formatPixels(outputPixels(generation.aspectRatio, "4K"));

  const run = () =>
    startTransition(async () => {
      const base = await stageImageAction({ imageId }).catch(() => null);
      const asked =
        base?.ok && finishRequest(generation, { imageId, referenceImageId: base.value.id }, models);
      const refused = asked ? await send(asked) : t("notStaged");
      setRefusal(refused);
      if (!refused) close();
    });

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("title", { code })}
        description={t("text")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <div className="mb-4 flex gap-4 pt-1">
          <PlainImage
            src={imageUrl(imageId, 320)}
            alt=""
            className="h-[120px] max-w-[160px] rounded-print bg-well object-contain"
          />
          <div className="flex min-w-0 flex-1 flex-col gap-1.5 text-small">
            <p className="font-mono text-ink-2 text-slug">{pixels}</p>
            <p>{model?.label ?? t("noModel", { ratio: generation.aspectRatio })}</p>
            {model && model.id !== generation.model ? (
              <p className="text-ink-2">{t("otherModel")}</p>
            ) : null}
          </div>
        </div>
        <DialogFoot alert={refusal} cancelLabel={t("cancel")} cancel={close}>
          {model ? (
            <Button kind="paper" isLoading={isPending} onClick={run}>
              {t("confirm")}
              {price ? <span className="font-regular">{formatMicroUsd(price, locale)}</span> : null}
            </Button>
          ) : null}
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
