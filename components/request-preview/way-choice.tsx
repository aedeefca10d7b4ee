import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Way } from "@/components/composer/generate-block";
import type { Staged } from "@/lib/draft/schema";

type WayChoiceProps = { staged: Staged; way: Way; choose: (way: Way) => void };

/** Each of the two buttons sends something else. */
export function WayChoice({ staged, way, choose }: WayChoiceProps) {
  const t = useTranslations("preview");
  const composer = useTranslations("composer");
  const name = useId();
  const labels = { fresh: t("generate"), staged: composer(`goOn.${staged.verb}`) };
  return (
    <fieldset className="border-hair border-b px-4 py-2.5">
      <legend className="sr-only">{t("button")}</legend>
      <div className="flex gap-0.5 rounded-control bg-well p-[3px]">
        {(["fresh", "staged"] as const).map((each) => (
          <label
            key={each}
            className="relative grid h-[26px] min-w-0 flex-1 place-items-center rounded-[5px] px-2 font-medium text-ink-2 text-small hover:text-ink has-checked:bg-float has-checked:text-ink max-tablet:min-h-11"
          >
            <input
              type="radio"
              name={name}
              checked={each === way}
              onChange={() => choose(each)}
              className="absolute inset-0 appearance-none rounded-[5px]"
            />
            <span className="max-w-full truncate">{labels[each]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
