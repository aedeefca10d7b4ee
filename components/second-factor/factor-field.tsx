import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { PASSKEY_LABEL_LENGTH_MAX } from "@/lib/account/schema/facts";
import type { FieldName } from "./use-sentences";

export type Typed = Record<FieldName, string>;

type FactorFieldProps = {
  name: FieldName;
  codeLabel: "code" | "codeOrRecovery";
  value: string;
  error: string | undefined;
  isDoor: boolean;
  onChange: (text: string) => void;
};

/** Of those that a form about factors may have. */
export function FactorField({ codeLabel, isDoor, onChange, ...field }: FactorFieldProps) {
  const t = useTranslations("factor");
  const shared = {
    ...field,
    size: isDoor ? (42 as const) : (36 as const),
    onChange: ({ target }: { target: HTMLInputElement }) => onChange(target.value),
  };
  switch (field.name) {
    case "password":
      return (
        <PasswordField
          {...shared}
          label={t("password")}
          autoComplete="current-password"
          showLabel={t("showPassword")}
          hideLabel={t("hidePassword")}
        />
      );
    case "code":
      return (
        <Field
          {...shared}
          label={t(codeLabel)}
          hint={codeLabel === "code" ? t("codeHint") : undefined}
          inputMode={codeLabel === "code" ? "numeric" : "text"}
          autoComplete="one-time-code"
          spellCheck={false}
          className="[&_input]:font-mono [&_input]:tracking-[.08em]"
        />
      );
    case "label":
      return (
        <Field
          {...shared}
          label={t("passkey.name")}
          hint={t("passkey.nameHint")}
          maxLength={PASSKEY_LABEL_LENGTH_MAX}
          autoComplete="off"
        />
      );
  }
}
