"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { signInAction } from "@/lib/account/actions";
import { signInSchema } from "@/lib/account/schema";
import { FormAlert } from "./form-alert";
import { useDoorForm } from "./use-door-form";

export function SignInForm() {
  const t = useTranslations("account");
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: signInSchema,
    read: (form) => Object.fromEntries(form),
    send: signInAction,
  });
  return (
    // POST, so that a press before the script has loaded cannot put a password in the address.
    <form method="post" noValidate onSubmit={onSubmit} onInput={onInput} className="grid gap-5">
      <Field
        label={t("field.email")}
        name="email"
        type="email"
        autoComplete="username"
        size={42}
        error={fields.email}
      />
      <PasswordField
        label={t("field.password")}
        name="password"
        autoComplete="current-password"
        size={42}
        error={fields.password}
        showLabel={t("field.showPassword")}
        hideLabel={t("field.hidePassword")}
      />
      <FormAlert text={refusal} />
      <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
