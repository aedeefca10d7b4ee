import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/ui/password-field";
import { KEY_SECRET_LENGTH_MAX } from "@/lib/gateway-key/schema/facts";

type SecretFieldProps = { value: string; isWrong: boolean; onChange: (value: string) => void };

export function SecretField({ value, isWrong, onChange }: SecretFieldProps) {
  const t = useTranslations("gateway.form");
  return (
    <PasswordField
      label={t("secret")}
      hint={t("secretHint")}
      error={isWrong ? t("secretWrong") : undefined}
      showLabel={t("show")}
      hideLabel={t("hide")}
      // It is nobody's password, and no browser should offer to keep it.
      autoComplete="off"
      data-1p-ignore
      name="gateway-secret"
      maxLength={KEY_SECRET_LENGTH_MAX}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="[&_input]:font-mono"
    />
  );
}
