import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Choice } from "@/components/takeout/kept-choice";
import { Segments } from "@/components/takeout/segments";
import { Range } from "@/components/ui/range";
import { OUTPUT_FORMATS, QUALITY_MAX, QUALITY_MIN } from "@/lib/takeout/schema/facts";

/** Names of formats are the same in every language. */
const NAMES = { jpeg: "JPEG", png: "PNG", webp: "WebP" } as const;

type EncodingFieldsProps = { choice: Choice; change: (change: Partial<Choice>) => void };

/** How a file is written. */
export function EncodingFields({ choice, change }: EncodingFieldsProps) {
  const t = useTranslations("takeout");
  const { format, quality } = choice;
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <Segments
        legend={t("format.label")}
        value={format}
        choices={OUTPUT_FORMATS.map((value) => ({ value, text: NAMES[value] }))}
        onChange={(value) => change({ format: value })}
      />
      {format === "png" ? null : (
        <div>
          <p aria-hidden="true" className="mb-1 flex justify-between text-ink-2 text-small">
            {t("quality.label")}
            <span className="font-mono text-slug">{quality}</span>
          </p>
          <Range
            label={t("quality.label")}
            aria-valuetext={t("quality.value", { quality })}
            value={quality}
            min={QUALITY_MIN}
            max={QUALITY_MAX}
            set={(value) => change({ quality: value })}
            className="h-8 w-44"
          />
        </div>
      )}
      {format === "jpeg" ? <Background choice={choice} change={change} /> : null}
    </div>
  );
}

function Background({ choice, change }: EncodingFieldsProps) {
  const t = useTranslations("takeout.background");
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-ink-2 text-small" title={t("hint")}>
        {t("label")}
      </label>
      <div className="flex h-8 items-center gap-2">
        <input
          id={id}
          type="color"
          value={choice.background}
          onChange={({ target }) => change({ background: target.value })}
          className="h-7 w-10 cursor-pointer rounded-[5px] border border-control bg-transparent p-0.5"
        />
        <span aria-hidden="true" className="font-mono text-ink-3 text-slug">
          {choice.background}
        </span>
      </div>
    </div>
  );
}
