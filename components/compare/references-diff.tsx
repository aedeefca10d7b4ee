import { useTranslations } from "next-intl";
import { type ReferenceChange, referenceDiff } from "@/components/compare/reference-diff";
import { cn } from "@/components/ui/cn";
import { ReferencePicture } from "@/components/viewer/reference-picture";
import type { GenerationReferenceView, GenerationView } from "@/lib/generation/schema";

type ReferencesDiffProps = { before: GenerationView; after: GenerationView };

type RowProps = {
  letter: string;
  references: readonly GenerationReferenceView[];
  changed: ReadonlyMap<string, ReferenceChange>;
};

function Row({ letter, references, changed }: RowProps) {
  const t = useTranslations("compare");
  if (references.length === 0) return null;
  return (
    <div className="flex items-center gap-1.5">
      <span className="me-1 text-ink-3 text-label">{letter}</span>
      {references.map((reference) => {
        const change = changed.get(reference.referenceImageId);
        return (
          <figure key={reference.slot} className="flex flex-col items-center">
            <span className="relative">
              <ReferencePicture
                reference={reference}
                className={cn(
                  "block size-10",
                  !reference.isEnabled && "opacity-40 grayscale",
                  change && "outline-[1.5px] outline-offset-1",
                  change === "removed" ? "outline-red" : "outline-control",
                )}
              />
              <span className="absolute top-0 left-0 min-w-[15px] rounded-ee-[3px] bg-sheet px-0.5 text-center font-mono text-[10.5px]/[15px]">
                {reference.slot}
              </span>
            </span>
            <figcaption className="sr-only">
              @{reference.name}
              {change ? `, ${t(`reference.${change}`)}` : ""}
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

/** Both rows of inputs, and what became of them. */
export function ReferencesDiff({ before, after }: ReferencesDiffProps) {
  const t = useTranslations("compare");
  const rows = referenceDiff(before.references, after.references);
  if (before.references.length + after.references.length === 0) return null;
  const changed = new Map(
    rows.map(({ change, before: old, after: now }) => [
      (old ?? now)?.referenceImageId ?? "",
      change,
    ]),
  );
  const words = rows.map(
    ({ change, before: old, after: now }) => `@${(old ?? now)?.name} ${t(`reference.${change}`)}`,
  );
  return (
    <section className="mt-3 border-hair border-t pt-3">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h3 className="font-[560] text-[12px]/[18px]">{t("referencesTitle")}</h3>
        <span className="text-ink-3 text-small">{words.length ? words.join(", ") : t("same")}</span>
      </div>
      <div className="flex flex-wrap gap-x-7 gap-y-2">
        <Row letter="A" references={before.references} changed={changed} />
        <Row letter="B" references={after.references} changed={changed} />
      </div>
    </section>
  );
}
