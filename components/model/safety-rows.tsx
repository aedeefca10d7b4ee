import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ChoiceRow } from "@/components/model/choice-row";
import { type OptionFieldProps, OptionRow } from "@/components/model/option-row";
import { cn } from "@/components/ui/cn";
import { SAFETY_CATEGORIES, SAFETY_THRESHOLDS } from "@/lib/generation/schema/inputs";

/** One threshold for each kind of harm, folded until somebody asks. */
export function SafetyRows({ label, options, setOptions }: OptionFieldProps) {
  const t = useTranslations("model");
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const settings = options.safetySettings ?? [];

  const thresholdOf = (category: string) =>
    settings.find((each) => each.category === category)?.threshold;

  function set(category: string, threshold: ReturnType<typeof thresholdOf>) {
    const next = SAFETY_CATEGORIES.flatMap((each) => {
      const kept = each === category ? threshold : thresholdOf(each);
      return kept ? [{ category: each, threshold: kept }] : [];
    });
    setOptions({ safetySettings: next.length > 0 ? next : undefined });
  }

  const words = t("safetySet", { count: settings.length });
  return (
    <>
      <OptionRow
        label={label}
        isSet={settings.length > 0}
        reset={() => setOptions({ safetySettings: undefined })}
      >
        <button
          type="button"
          aria-label={`${label}: ${words}`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="flex h-8 items-center gap-2 rounded-control px-2.5 text-start hover:bg-hover max-tablet:h-11"
        >
          <span className={cn("flex-1", settings.length === 0 && "text-ink-3 text-small")}>
            {words}
          </span>
          <ChevronDown className={cn("size-3 text-ink-3", isOpen && "rotate-180")} />
        </button>
      </OptionRow>
      <div id={id} hidden={!isOpen}>
        {SAFETY_CATEGORIES.map((category) => (
          <ChoiceRow
            key={category}
            label={t(`harm.${category}`)}
            value={thresholdOf(category)}
            choices={SAFETY_THRESHOLDS.map((value) => ({ value, text: t(`threshold.${value}`) }))}
            onChange={(threshold) => set(category, threshold)}
          />
        ))}
      </div>
    </>
  );
}
