import { useTranslations } from "next-intl";
import type { Way } from "@/components/composer/generate-block";
import { walkRadios } from "@/components/composer/radio-keys";
import { cn } from "@/components/ui/cn";
import type { Staged } from "@/lib/draft/schema";

type WayChoiceProps = { staged: Staged; way: Way; choose: (way: Way) => void };

/** Each of the two buttons sends something else. */
export function WayChoice({ staged, way, choose }: WayChoiceProps) {
  const t = useTranslations("preview");
  const labels = {
    fresh: t("generate"),
    staged: useTranslations("composer")(`goOn.${staged.verb}`),
  };
  return (
    <div className="flex-none border-hair border-b px-4 py-2.5">
      <div
        role="radiogroup"
        aria-label={t("button")}
        onKeyDown={walkRadios}
        className="flex gap-0.5 rounded-control bg-well p-[3px]"
      >
        {(["fresh", "staged"] as const).map((each) => (
          // biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={each === way}
            tabIndex={each === way ? 0 : -1}
            onClick={() => choose(each)}
            className={cn(
              "h-[26px] min-w-0 flex-1 truncate rounded-[5px] px-2 font-medium text-small max-tablet:min-h-11",
              each === way ? "bg-float text-ink" : "text-ink-2 hover:text-ink",
            )}
          >
            {labels[each]}
          </button>
        ))}
      </div>
    </div>
  );
}
