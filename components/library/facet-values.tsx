import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Facet } from "@/lib/library/schema";

/** Of a long list, until all are asked for. */
const SHOWN_MAX = 8;

type FacetValuesProps = {
  facets: readonly Facet[];
  labelledBy: string;
  isChosen: (facet: Facet) => boolean;
  choose: (facet: Facet) => void;
  labelOf: (facet: Facet) => string;
  /** What a chip shows of it. */
  chipOf: (facet: Facet) => ReactNode;
};

export function FacetRows({ facets, labelledBy, chipOf: _, ...props }: FacetValuesProps) {
  const t = useTranslations("library.facet");
  const [isLong, setIsLong] = useState(false);
  const shown = isLong ? facets : facets.slice(0, SHOWN_MAX);
  const left = facets.length - shown.length;
  return (
    <>
      <ul aria-labelledby={labelledBy}>
        {shown.map((facet) => (
          <FacetRow key={facet.value} facet={facet} {...props} />
        ))}
      </ul>
      {left > 0 ? (
        <Button kind="ghost" size={26} onClick={() => setIsLong(true)} className="-ms-2">
          {t("more", { count: left })}
        </Button>
      ) : null}
    </>
  );
}

const countOf = ({ count, isAtLeast }: Facet, locale: string) =>
  `${count.toLocaleString(locale)}${isAtLeast ? "+" : ""}`;

type FacetRowProps = Omit<FacetValuesProps, "facets" | "labelledBy" | "chipOf"> & { facet: Facet };

function FacetRow({ facet, isChosen, choose, labelOf }: FacetRowProps) {
  const locale = useLocale();
  const isOn = isChosen(facet);
  return (
    <li>
      <label className="-mx-1.5 flex min-h-[26px] items-center gap-2.5 rounded-[5px] px-1.5 hover:bg-hover max-tablet:min-h-11">
        <span className="relative grid flex-none place-items-center">
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => choose(facet)}
            className="size-4 appearance-none rounded-[3px] inset-ring inset-ring-control checked:bg-blue checked:inset-ring-0"
          />
          {isOn ? (
            <Check className="pointer-events-none absolute size-3 stroke-2 text-on-blue" />
          ) : null}
        </span>
        <span
          data-closed={facet.isClosed}
          className={cn("min-w-0 flex-1 truncate", isOn ? "text-ink" : "text-ink-2")}
        >
          {labelOf(facet)}
        </span>
        <span className="font-mono text-ink-3 text-slug">{countOf(facet, locale)}</span>
      </label>
    </li>
  );
}

export function FacetChips(props: FacetValuesProps) {
  const { facets, labelledBy, isChosen, choose, labelOf, chipOf } = props;
  const locale = useLocale();
  const t = useTranslations("library.facet");
  return (
    <ul aria-labelledby={labelledBy} className="flex flex-wrap gap-1 pt-0.5">
      {facets.map((facet) => {
        const count = countOf(facet, locale);
        const label = labelOf(facet);
        const said = t("valueCount", { value: label, count });
        return (
          <li key={facet.value}>
            <button
              type="button"
              aria-pressed={isChosen(facet)}
              aria-label={said}
              title={said}
              onClick={() => choose(facet)}
              className={cn(
                "flex h-6 items-center gap-1.5 rounded-chip px-1.5 text-label inset-ring hover:bg-hover max-tablet:h-11 max-tablet:px-3",
                isChosen(facet)
                  ? "bg-select text-blue inset-ring-blue-2"
                  : "text-ink-2 inset-ring-hair-2",
              )}
            >
              {chipOf(facet)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
