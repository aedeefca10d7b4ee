import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Composer } from "@/components/composer/use-composer";
import { IconButton } from "@/components/ui/icon-button";
import { VARIANT_COUNT_MAX } from "@/lib/generation/schema/facts";

export function CountStepper({ composer: { state, setVariantCount } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { variantCount: count } = state;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend along
    <div role="group" aria-label={t("variantCount")} className="flex items-center">
      <IconButton
        icon={Minus}
        label={t("oneFewer")}
        disabled={count === 1}
        onClick={() => setVariantCount(count - 1)}
        iconClassName="size-3.5"
      />
      <output className="min-w-6 text-center font-medium">{count}</output>
      <IconButton
        icon={Plus}
        label={t("oneMore")}
        disabled={count === VARIANT_COUNT_MAX}
        onClick={() => setVariantCount(count + 1)}
        iconClassName="size-3.5"
      />
    </div>
  );
}
