import { useTranslations } from "next-intl";
import { Thumb } from "@/components/generation/thumb";
import { FactsSection } from "@/components/viewer/facts-section";
import type { GenerationReferenceView } from "@/lib/generation/schema";
import { referenceImageUrl } from "@/lib/reference-image/schema";

export function ReferencesUsed(props: { references: readonly GenerationReferenceView[] }) {
  const { references } = props;
  const t = useTranslations("viewer");
  if (references.length === 0) return null;
  return (
    <FactsSection
      title={t("references")}
      aside={
        <span className="text-ink-3 text-small">
          {t("referenceCount", { count: references.length })}
        </span>
      }
    >
      <ol>
        {references.map(({ slot, referenceImageId, name, thumbhash }) => (
          <li key={slot} className="flex h-[30px] items-center gap-2.5">
            <span className="min-w-[7px] font-mono text-ink-3 text-slug">{slot}</span>
            <span className="relative size-[23px] flex-none overflow-hidden rounded-print">
              <Thumb hash={thumbhash} className="absolute inset-0" />
              {/* biome-ignore lint/performance/noImgElement: the derivatives are made by us, the optimizer is off */}
              <img
                src={referenceImageUrl(referenceImageId, 320)}
                alt=""
                loading="lazy"
                className="absolute inset-0 size-full object-cover"
              />
            </span>
            <span className="truncate text-small">{name}</span>
          </li>
        ))}
      </ol>
    </FactsSection>
  );
}
