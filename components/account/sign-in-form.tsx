"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { signInAction } from "@/lib/account/actions";
import { signInSchema } from "@/lib/account/schema";
import { DoorHead } from "./door-head";
import { FormAlert } from "./form-alert";
import { SecondStep } from "./second-step";
import { useDoorForm } from "./use-door-form";

/** The password, and for whoever has one the second factor. The first form stays, with what was typed. */
export function SignInForm() {
  const [ticket, setTicket] = useState<string | null>(null);
  const [isLate, setIsLate] = useState(false);
  const [isBack, setIsBack] = useState(false);
  function leave(late: boolean) {
    setTicket(null);
    setIsLate(late);
    setIsBack(true);
  }
  return (
    <>
      <div hidden={ticket !== null}>
        <PasswordStep
          isLate={isLate}
          isBack={isBack && ticket === null}
          goOn={(given) => {
            setIsLate(false);
            setTicket(given);
          }}
        />
      </div>
      {ticket === null ? null : (
        <SecondStep ticket={ticket} back={() => leave(false)} expire={() => leave(true)} />
      )}
    </>
  );
}

type PasswordStepProps = {
  /** The second step took too long. */
  isLate: boolean;
  /** The second step was left: the password's field gets the focus that went with it. */
  isBack: boolean;
  goOn: (ticket: string) => void;
};

function PasswordStep({ isLate, isBack, goOn }: PasswordStepProps) {
  const t = useTranslations("account");
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: signInSchema,
    read: (form) => Object.fromEntries(form),
    send: signInAction,
    onRefused(error) {
      if (error.code !== "second_factor_required") return false;
      goOn(error.ticket);
      return true;
    },
  });
  return (
    <>
      <DoorHead title={t("signIn.title")} lead={t("signIn.lead")} />
      {/* POST, so that a press before the script has loaded cannot put a password in the address. */}
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
          ref={(field) => {
            if (isBack) field?.focus();
          }}
        />
        <FormAlert text={refusal || (isLate ? t("refused.stepExpired") : "")} />
        <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
          {t("signIn.submit")}
        </Button>
      </form>
    </>
  );
}
