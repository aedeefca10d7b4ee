"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { signInAction } from "@/lib/account/actions";
import { signInSchema } from "@/lib/account/schema";
import type { FactorWays } from "@/lib/account/schema/second-factor";
import type { SignInService } from "@/lib/account/schema/sign-in-service";
import { DoorHead } from "./door-head";
import { FormAlert } from "./form-alert";
import type { RefusalKey } from "./form-messages";
import { OrLine } from "./or-line";
import { SecondStep } from "./second-step";
import { ServiceButtons } from "./service-buttons";
import { useDoorForm } from "./use-door-form";
import { usePasskeyDoor } from "./use-passkey-door";
import { useServiceStep } from "./use-service-step";

/** After the right password of whoever has a second factor. */
type Step = { ticket: string; ways: FactorWays; isByService?: boolean };

type SignInFormProps = {
  services: readonly SignInService[];
  /** Why somebody comes back from a sign-in service. */
  notice: RefusalKey | null;
};

/** The password, and for whoever has one the second factor. The first form stays, with what was typed. */
export function SignInForm({ services, notice }: SignInFormProps) {
  const [step, setStep] = useState<Step | null>(null);
  const [isLate, setIsLate] = useState(false);
  const [isBack, setIsBack] = useState(false);
  useServiceStep((given) => setStep({ ...given, isByService: true }));
  function leave(late: boolean) {
    setStep(null);
    setIsLate(late);
    setIsBack(true);
  }
  return (
    <>
      <div hidden={step !== null}>
        <PasswordStep
          services={services}
          notice={isLate ? "stepExpired" : notice}
          isBack={isBack && step === null}
          goOn={(given) => {
            setIsLate(false);
            setStep(given);
          }}
        />
      </div>
      {step === null ? null : (
        <SecondStep {...step} back={() => leave(false)} expire={() => leave(true)} />
      )}
    </>
  );
}

type PasswordStepProps = Pick<SignInFormProps, "services"> & {
  /** What is to be said before anything is typed. */
  notice: RefusalKey | null;
  /** The second step was left: the password's field gets the focus that went with it. */
  isBack: boolean;
  goOn: (step: Step) => void;
};

function PasswordStep({ services, notice, isBack, goOn }: PasswordStepProps) {
  const t = useTranslations("account");
  const passkey = usePasskeyDoor({ ticket: null });
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: signInSchema,
    read: (form) => Object.fromEntries(form),
    send: signInAction,
    onRefused(error) {
      if (error.code !== "second_factor_required") return false;
      goOn({ ticket: error.ticket, ways: error.ways });
      return true;
    },
  });
  return (
    <>
      <DoorHead title={t("signIn.title")} lead={t("signIn.lead")} />
      {/* POST, so that a press before the script has loaded cannot put a password in the address. */}
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          passkey.clear();
          onSubmit(event);
        }}
        onInput={onInput}
        className="grid gap-5"
      >
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
        <FormAlert
          text={passkey.refusal || refusal || (notice ? t(`refused.${notice}`, { count: 0 }) : "")}
        />
        <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
          {t("signIn.submit")}
        </Button>
      </form>
      <div className="mt-3 grid gap-3">
        <OrLine />
        <Button
          kind="outline"
          size={44}
          icon={KeyRound}
          isLoading={passkey.isBusy}
          onClick={passkey.press}
        >
          {t("signIn.passkey")}
        </Button>
        <ServiceButtons services={services} />
      </div>
    </>
  );
}
