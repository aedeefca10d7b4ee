import { useFormatter, useTranslations } from "next-intl";
import { OptionRow } from "@/components/model/option-row";
import { cn } from "@/components/ui/cn";
import { Slider } from "@/components/ui/slider";

export type Scale = {
  min: number;
  max: number;
  step: number;
  /** What the model is documented to take by itself: the knob rests there. */
  rest: number;
};

type NumberRowProps = Scale & {
  label: string;
  value: number | undefined;
  /** Instead of the figure. */
  text?: string | undefined;
  onChange: (value: number | undefined) => void;
};

export function NumberRow({ label, value, text, rest, onChange, ...range }: NumberRowProps) {
  const t = useTranslations("model");
  const format = useFormatter();
  const isSet = value !== undefined;
  const valueText = isSet ? (text ?? format.number(value)) : t("byModel");
  return (
    <OptionRow label={label} isSet={isSet} reset={() => onChange(undefined)}>
      <span className="flex min-w-0 items-center gap-3">
        <Slider
          {...range}
          label={label}
          value={value ?? rest}
          valueText={valueText}
          isResting={!isSet}
          onChange={onChange}
        />
        <span
          aria-hidden="true"
          className={cn(
            "w-[92px] flex-none text-end max-tablet:w-[84px]",
            isSet ? "font-mono text-slug" : "text-ink-3 text-small",
          )}
        >
          {valueText}
        </span>
      </span>
    </OptionRow>
  );
}
