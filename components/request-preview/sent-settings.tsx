import { useTranslations } from "next-intl";
import { formatPixels } from "@/components/generation/formats";
import { SentSection } from "@/components/request-preview/sent-section";
import { FactRow } from "@/components/viewer/fact-row";
import { optionFacts } from "@/components/viewer/option-facts";
import { findModel } from "@/lib/generation/models";
import type { Preview } from "@/lib/generation/schema/preview";

export function SentSettings({ preview: { model, pixels, options } }: { preview: Preview }) {
  const t = useTranslations("preview");
  const option = useTranslations("viewer.option");
  return (
    <SentSection title={t("settings")}>
      <dl className="grid grid-cols-[92px_1fr] gap-x-2.5 gap-y-1 text-small">
        <FactRow term={t("model")}>{findModel(model)?.label ?? model}</FactRow>
        <FactRow term={t("pixels")}>
          <span className="font-mono text-slug">{formatPixels(pixels)}</span>
        </FactRow>
        {optionFacts(options).map(({ key, text }) => (
          <FactRow key={key} term={option(key)}>
            {text}
          </FactRow>
        ))}
      </dl>
    </SentSection>
  );
}
