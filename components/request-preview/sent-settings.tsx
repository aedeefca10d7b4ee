import { useTranslations } from "next-intl";
import { formatPixels } from "@/components/generation/formats";
import { SentSection } from "@/components/request-preview/sent-section";
import { FactRow } from "@/components/viewer/fact-row";
import { useOptionFacts } from "@/components/viewer/use-option-facts";
import type { ModelRow } from "@/lib/generation/models";
import type { Preview } from "@/lib/generation/schema/preview";

type SentSettingsProps = {
  preview: Preview;
  /** That can be chosen, also those of the team. */
  models: readonly ModelRow[];
};

export function SentSettings({ preview: { model, pixels, options }, models }: SentSettingsProps) {
  const t = useTranslations("preview");
  const factsOf = useOptionFacts();
  return (
    <SentSection title={t("settings")}>
      <dl className="grid grid-cols-[92px_1fr] gap-x-2.5 gap-y-1 text-small">
        <FactRow term={t("model")}>{models.find(({ id }) => id === model)?.label ?? model}</FactRow>
        <FactRow term={t("pixels")}>
          <span className="font-mono text-slug">{formatPixels(pixels)}</span>
        </FactRow>
        {factsOf(options).map(({ key, name, text }) => (
          <FactRow key={key} term={name}>
            {text}
          </FactRow>
        ))}
      </dl>
    </SentSection>
  );
}
