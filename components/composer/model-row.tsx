import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ModelGapLine } from "@/components/composer/model-gap-line";
import { type Prices, priceOf } from "@/components/composer/prices";
import { AboutTime } from "@/components/request-preview/about-time";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import type { ModelRow as Model } from "@/lib/generation/models";
import { typicalTimeQuery } from "@/lib/generation/queries/typical-time";
import type { Resolution } from "@/lib/generation/schema";
import type { SendingView } from "@/lib/sending/schema";
import { formatMicroUsd } from "@/lib/shared/money";

/** A model that somebody has added has a note instead. */
const ADVICE = {
  "gemini-3-pro-image-preview-4k": "pro4k",
  "gemini-3-pro-image-preview": "pro",
  "gemini-3-pro-image-preview-official": "proOfficial",
  "gemini-3.1-flash-image-preview": "flash",
  "gemini-3.1-flash-image-preview-official": "flashOfficial",
  "gemini-2.5-flash-image-preview": "flash25",
  "gemini-2.5-flash-image-official": "flash25Official",
} as const;

const hasAdvice = (id: string): id is keyof typeof ADVICE => id in ADVICE;

type ModelRowProps = {
  prices: Prices;
  model: Model;
  /** Whose price and time are shown where the model has it. */
  resolution: Resolution;
  /** Those that would be sent. */
  referenceCount: number;
  isChosen: boolean;
  /** The gateway refused it; it can be chosen all the same. */
  gap: SendingView["modelGaps"][number] | undefined;
  choose: () => void;
};

export function ModelRow({ prices, model, isChosen, gap, choose, ...asked }: ModelRowProps) {
  const t = useTranslations("composer");
  const controls = useTranslations("viewer.option");
  const locale = useLocale();
  // On two washes the second ink is too faint.
  const chip = cn(isChosen && "text-ink!");
  const advice = hasAdvice(model.id) ? t(`advice.${ADVICE[model.id]}`) : model.own?.note;
  const resolution = model.resolutions.includes(asked.resolution)
    ? asked.resolution
    : model.defaultResolution;
  const price = priceOf(prices, model, resolution);
  const like = { model: model.id, resolution, referenceCount: asked.referenceCount };
  const typicalMs = useQuery(typicalTimeQuery(like)).data?.typicalMs;
  return (
    // biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={choose}
      className={cn(
        "grid w-full grid-cols-[14px_1fr_auto] gap-x-2 gap-y-1 rounded-control px-3.5 py-2.5 text-start",
        isChosen ? "bg-select" : "hover:bg-hover",
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          "mt-[3px] size-3.5 rounded-full border-[1.5px]",
          isChosen ? "border-blue bg-blue bg-clip-content p-[2.5px]" : "border-control",
        )}
      />
      <span className="font-medium">{model.label}</span>
      <span className="font-mono text-ink-2 text-slug">
        {price ? formatMicroUsd(price.priceMicroUsd, locale) : null}
      </span>
      {advice ? (
        <span className="col-start-2 col-end-4 text-ink-2 text-small">{advice}</span>
      ) : null}
      {gap ? <ModelGapLine gap={gap} /> : null}
      <span className="col-start-2 col-end-4 mt-0.5 flex flex-wrap gap-1">
        <Chip className={chip}>{t("refCount", { count: model.referenceImageCountMax })}</Chip>
        <Chip className={chip}>{model.resolutions.join(" ")}</Chip>
        <Chip className={chip}>{t("ratioCount", { count: model.aspectRatios.length })}</Chip>
        {model.optionFields.map((field) => (
          <Chip key={field} className={chip}>
            {controls(field)}
          </Chip>
        ))}
        {typicalMs ? (
          <Chip className={chip}>
            <AboutTime typicalMs={typicalMs} />
          </Chip>
        ) : null}
      </span>
    </button>
  );
}
