import { useTranslations } from "next-intl";
import { OPTION_FIELDS } from "@/components/model/option-fields";
import type { OptionFieldProps } from "@/components/model/option-row";
import type { ModelRow } from "@/lib/generation/models";
import type { OptionField } from "@/lib/generation/schema/inputs";

/** In the order of the screen, whatever that of the table. */
const ORDER = Object.keys(OPTION_FIELDS) as OptionField[];

type OptionPanelProps = Omit<OptionFieldProps, "label"> & { model: ModelRow };

/** The values that this model takes beyond shape and resolution, and what is kept for another. */
export function OptionPanel({ model, options, setOptions }: OptionPanelProps) {
  const t = useTranslations("model");
  const words = useTranslations("viewer");
  const fields = ORDER.filter((field) => model.optionFields.includes(field));
  const kept = ORDER.filter((field) => field in options && !fields.includes(field));
  if (fields.length === 0 && kept.length === 0) return null;
  return (
    <section
      aria-label={t("onlyIn", { model: model.shortLabel })}
      className="-mx-1.5 mt-1.5 flex-none overflow-y-auto border-hair border-t px-5 py-2.5 [max-height:calc(var(--radix-popover-content-available-height)*.55)]"
    >
      {fields.length > 0 ? (
        <header className="flex items-baseline justify-between gap-3 pb-1">
          <h3 className="font-[560] text-small">{t("onlyIn", { model: model.shortLabel })}</h3>
          <p className="text-ink-3 text-small">{t("keptOnSwitch")}</p>
        </header>
      ) : null}
      {fields.map((field) => {
        const Field = OPTION_FIELDS[field];
        return (
          <Field
            key={field}
            label={words(`option.${field}`)}
            options={options}
            setOptions={setOptions}
          />
        );
      })}
      {kept.length > 0 ? (
        <p className="py-1 text-ink-2 text-small">
          {t("kept", { fields: kept.map((field) => words(`option.${field}`)).join(", ") })}
        </p>
      ) : null}
    </section>
  );
}
