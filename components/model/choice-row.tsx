import { useTranslations } from "next-intl";
import { OptionRow } from "@/components/model/option-row";
import { Select } from "@/components/ui/select";

const BY_MODEL = "by_model";

type ChoiceRowProps<V extends string> = {
  label: string;
  value: V | undefined;
  choices: readonly { value: V; text: string }[];
  onChange: (value: V | undefined) => void;
};

/** Its first choice leaves it to the model. */
export function ChoiceRow<V extends string>(props: ChoiceRowProps<V>) {
  const { label, value, choices, onChange } = props;
  const t = useTranslations("model");
  return (
    <OptionRow label={label} isSet={value !== undefined} reset={() => onChange(undefined)}>
      <Select<V | typeof BY_MODEL>
        label={label}
        value={value ?? BY_MODEL}
        choices={[{ value: BY_MODEL, text: t("byModel") }, ...choices]}
        className={value === undefined ? "text-ink-3 text-small" : "text-ui"}
        onChange={(chosen) => onChange(chosen === BY_MODEL ? undefined : chosen)}
      />
    </OptionRow>
  );
}
