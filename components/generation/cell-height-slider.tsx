import { Rows3, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { CELL_HEIGHT_MAX, CELL_HEIGHT_MIN } from "@/components/generation/cell-height";
import { Range } from "@/components/ui/range";

/** What the rows have in a window of usual width. */
const USUAL_HEIGHT = 170;
const STEP = 10;

type CellHeightSliderProps = { height: number | null; set: (height: number) => void };

/** Few large pictures or many small ones. */
export function CellHeightSlider({ height, set }: CellHeightSliderProps) {
  const t = useTranslations("feed");
  return (
    <div className="flex items-center gap-2 max-tablet:hidden">
      <Rows3 className="size-3.5" />
      <Range
        label={t("cellHeight")}
        min={CELL_HEIGHT_MIN}
        max={CELL_HEIGHT_MAX}
        step={STEP}
        value={height ?? USUAL_HEIGHT}
        set={set}
        tabIndex={-1}
        data-stop=""
        className="w-16"
      />
      <Square className="size-3.5" />
    </div>
  );
}
