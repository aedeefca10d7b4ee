import { useTranslations } from "next-intl";
import { ToggleSet } from "@/components/model/toggle-set";
import { sheetOf } from "@/components/takeout/choice";
import type { Choice } from "@/components/takeout/kept-choice";
import { Segments } from "@/components/takeout/segments";
import { SheetPreview } from "@/components/takeout/sheet-preview";
import { Range } from "@/components/ui/range";
import {
  CAPTIONS,
  COLUMNS_MAX,
  COLUMNS_MIN,
  PAPER_ORIENTATIONS,
  PAPERS,
} from "@/lib/sheet/schema/facts";
import type { TakeoutSample } from "@/lib/takeout/schema";

type SheetFieldsProps = {
  choice: Choice;
  change: (change: Partial<Choice>) => void;
  samples: readonly TakeoutSample[];
  count: number;
};

/** How a contact sheet is laid out, and its first page. */
export function SheetFields({ choice, change, ...pictures }: SheetFieldsProps) {
  const t = useTranslations("sheet");
  const { columns } = choice;
  return (
    <div className="flex gap-6 max-tablet:flex-col">
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <p className="text-ink-2">{t("text")}</p>
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          <Segments
            legend={t("paper")}
            value={choice.paper}
            choices={PAPERS.map((value) => ({ value, text: t(`papers.${value}`) }))}
            onChange={(paper) => change({ paper })}
          />
          <Segments
            legend={t("orientation")}
            value={choice.orientation}
            choices={PAPER_ORIENTATIONS.map((value) => ({
              value,
              text: t(`orientations.${value}`),
            }))}
            onChange={(orientation) => change({ orientation })}
          />
        </div>
        <div className="w-56 max-w-full">
          <p aria-hidden="true" className="mb-1 flex justify-between text-ink-2 text-small">
            {t("columns")}
            <span className="font-mono text-slug">{columns}</span>
          </p>
          <Range
            label={t("columns")}
            aria-valuetext={t("columnsValue", { count: columns })}
            value={columns}
            min={COLUMNS_MIN}
            max={COLUMNS_MAX}
            set={(value) => change({ columns: value })}
            className="h-8 w-full"
          />
        </div>
        <ToggleSet
          legend={t("captions")}
          choices={CAPTIONS.map((value) => ({ value, text: t(`caption.${value}`) }))}
          chosen={choice.captions}
          onChange={(captions) => change({ captions })}
        />
      </div>
      <SheetPreview sheet={sheetOf(choice)} {...pictures} />
    </div>
  );
}
