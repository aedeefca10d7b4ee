import { Grid2x2, Grid3x3, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { CELL_SIZES, type CellSize } from "@/components/library/use-library-address";
import { cn } from "@/components/ui/cn";

const ICONS = { small: Grid3x3, medium: Grid2x2, large: Square };

export function SizeControl({ size, resize }: { size: CellSize; resize: (to: CellSize) => void }) {
  const t = useTranslations("library.size");
  return (
    <fieldset className="flex max-tablet:hidden">
      <legend className="sr-only">{t("label")}</legend>
      {(Object.keys(CELL_SIZES) as CellSize[]).map((each) => {
        const Icon = ICONS[each];
        return (
          <label
            key={each}
            title={t(each)}
            className={cn(
              "grid size-8 cursor-pointer place-items-center rounded-control hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-blue-2",
              each === size ? "bg-press text-ink" : "text-ink-2",
            )}
          >
            <input
              type="radio"
              name="cell-size"
              value={each}
              checked={each === size}
              onChange={() => resize(each)}
              className="sr-only"
              aria-label={t(each)}
            />
            <Icon />
          </label>
        );
      })}
    </fieldset>
  );
}
