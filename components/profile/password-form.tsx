import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ComponentProps, type FormEvent, useState } from "react";
import type { z } from "zod";
import { useSave } from "@/components/profile/use-save";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { showToast } from "@/components/ui/toast";
import { changePasswordAction } from "@/lib/account/actions";
import { devicesQuery, factorQuery } from "@/lib/account/queries";
import { PASSWORD_LENGTH_MIN } from "@/lib/account/schema";
import { changePasswordSchema } from "@/lib/account/schema/profile";

type FieldName = "current" | "next";
type Errors = { [Name in FieldName]?: string };

/** What is wrong with each field, as a sentence. */
function useSentences() {
  const t = useTranslations("profile.password");
  return (issues: readonly z.core.$ZodIssue[]): Errors => {
    const errors: Errors = {};
    for (const issue of issues) {
      const { code, path } = issue;
      if (path[0] === "current") errors.current ??= t("missing");
      else if (code === "too_big") errors.next ??= t("long", { count: Number(issue.maximum) });
      else if (code === "custom") errors.next ??= t("guessable");
      else errors.next ??= t("short", { count: PASSWORD_LENGTH_MIN });
    }
    return errors;
  };
}

export function PasswordForm() {
  const t = useTranslations("profile.password");
  const tDoor = useTranslations("account.refused");
  const queryClient = useQueryClient();
  const sentencesOf = useSentences();
  const { isPending, save, trouble } = useSave();
  const [errors, setErrors] = useState<Errors>({});
  const hasPassword = useQuery(factorQuery()).data?.hasPassword ?? true;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const focus = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
    const typed = Object.fromEntries(new FormData(form));
    const parsed = changePasswordSchema.safeParse({ current: null, ...typed });
    setErrors(parsed.success ? {} : sentencesOf(parsed.error.issues));
    if (!parsed.success) {
      focus(String(parsed.error.issues[0]?.path[0]));
      return;
    }
    save(() => changePasswordAction(parsed.data), {
      done() {
        form.reset();
        showToast({ text: t("changed") });
        void queryClient.invalidateQueries({ queryKey: factorQuery().queryKey });
        return queryClient.invalidateQueries({ queryKey: devicesQuery().queryKey });
      },
      refused(error) {
        if (error.code === "too_many_tries")
          setErrors({ current: t("tooManyTries", { count: error.waitSeconds }) });
        else if (error.code === "wrong_password") setErrors({ current: t("wrong") });
        else if (error.code === "sign_in_again") setErrors({ next: tDoor("signInAgain") });
        else return false;
        focus(hasPassword ? "current" : "next");
        return true;
      },
    });
  }

  return (
    // POST, so that a press before the script has loaded cannot put a password in the address.
    <form method="post" noValidate onSubmit={submit} className="grid max-w-104 gap-4">
      {hasPassword ? (
        <NewOrOld
          label={t("current")}
          name="current"
          autoComplete="current-password"
          error={errors.current}
        />
      ) : (
        <p className="max-w-[60ch] text-ink-2">{t("none")}</p>
      )}
      <NewOrOld
        label={t("next")}
        name="next"
        autoComplete="new-password"
        hint={t("hint", { count: PASSWORD_LENGTH_MIN })}
        error={errors.next}
      />
      {trouble ? <AlertLine text={trouble} /> : null}
      <Button type="submit" isLoading={isPending} className="justify-self-start">
        {hasPassword ? t("submit") : t("set")}
      </Button>
    </form>
  );
}

function NewOrOld(props: Omit<ComponentProps<typeof PasswordField>, "showLabel" | "hideLabel">) {
  const t = useTranslations("profile.password");
  return <PasswordField {...props} showLabel={t("show")} hideLabel={t("hide")} />;
}
