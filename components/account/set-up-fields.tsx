import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { PASSWORD_LENGTH_MIN } from "@/lib/account/schema";
import type { FieldErrors } from "./form-messages";

export function SetUpFields({ errors }: { errors: FieldErrors }) {
  const t = useTranslations("account");
  return (
    <>
      <Field
        label={t("field.name")}
        name="name"
        autoComplete="name"
        size={42}
        error={errors.name}
      />
      <Field
        label={t("field.email")}
        name="email"
        type="email"
        autoComplete="username"
        size={42}
        error={errors.email}
      />
      <PasswordField
        label={t("field.password")}
        name="password"
        autoComplete="new-password"
        size={42}
        hint={t("field.passwordHint", { count: PASSWORD_LENGTH_MIN })}
        error={errors.password}
        showLabel={t("field.showPassword")}
        hideLabel={t("field.hidePassword")}
      />
      <div className="grid gap-5 tablet:grid-cols-2 tablet:gap-4">
        <Field
          label={t("field.teamName")}
          name="teamName"
          autoComplete="organization"
          size={42}
          error={errors.teamName}
        />
        <Field
          label={t("field.projectName")}
          name="projectName"
          autoComplete="off"
          defaultValue={t("setUp.projectSuggestion")}
          size={42}
          error={errors.projectName}
        />
      </div>
    </>
  );
}
