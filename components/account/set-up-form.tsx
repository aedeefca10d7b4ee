"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { setUpAction } from "@/lib/account/actions";
import { setUpSchema } from "@/lib/account/schema";
import { FormAlert } from "./form-alert";
import { SetUpFields } from "./set-up-fields";
import { useDoorForm } from "./use-door-form";
import { useSetUpToken } from "./use-set-up-token";

export function SetUpForm() {
  const t = useTranslations("account.setUp");
  const token = useSetUpToken();
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: setUpSchema,
    read: (form) => ({
      ...Object.fromEntries(form),
      token: token.current,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    send: setUpAction,
  });
  return (
    // POST, so that a press before the script has loaded cannot put a password in the address.
    <form method="post" noValidate onSubmit={onSubmit} onInput={onInput} className="grid gap-5">
      <SetUpFields errors={fields} />
      <FormAlert text={refusal} />
      <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
        {t("submit")}
      </Button>
    </form>
  );
}
