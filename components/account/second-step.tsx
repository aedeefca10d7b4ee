import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { secondStepAction } from "@/lib/account/actions";
import { type FactorWays, secondStepSchema } from "@/lib/account/schema/second-factor";
import { DoorHead } from "./door-head";
import { FormAlert } from "./form-alert";
import { useDoorForm } from "./use-door-form";
import { usePasskeyDoor } from "./use-passkey-door";

type Way = "app" | "passkey" | "recovery";

type SecondStepProps = {
  /** What the right password was answered with. */
  ticket: string;
  /** What the person has. */
  ways: FactorWays;
  /** A sign-in service was right, not a password. */
  isByService?: boolean;
  back: () => void;
  /** The ticket is too old. */
  expire: () => void;
};

const USE = { app: "useApp", passkey: "usePasskey", recovery: "useRecovery" } as const;

/** A code of the app, a passkey, or one of the codes that were kept for when both are away. */
export function SecondStep({ ways, isByService, back, ...step }: SecondStepProps) {
  const t = useTranslations("account.secondStep");
  const all: Way[] = [];
  if (ways.app) all.push("app");
  if (ways.passkey) all.push("passkey");
  all.push("recovery");
  const [way, setWay] = useState<Way>(all[0] ?? "recovery");
  const others = (
    <div className="flex flex-wrap justify-between gap-2">
      <Button kind="ghost" onClick={back}>
        {t("back")}
      </Button>
      {all
        .filter((other) => other !== way)
        .map((other) => (
          <Button key={other} kind="ghost" onClick={() => setWay(other)}>
            {t(USE[other])}
          </Button>
        ))}
    </div>
  );
  return (
    <>
      <DoorHead title={t("title")} lead={isByService ? t("leadService") : t("lead")} />
      {way === "passkey" ? (
        <PasskeyStep {...step}>{others}</PasskeyStep>
      ) : (
        <CodeStep key={way} kind={way} {...step}>
          {others}
        </CodeStep>
      )}
      <p className="mt-6 text-ink-2 text-small">{t("help")}</p>
    </>
  );
}

type StepProps = Pick<SecondStepProps, "ticket" | "expire"> & { children: ReactNode };

function CodeStep({
  kind,
  ticket,
  expire,
  children,
}: StepProps & { kind: Exclude<Way, "passkey"> }) {
  const t = useTranslations("account.secondStep");
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: secondStepSchema,
    read: (form) => ({ ticket, code: form.get("code") }),
    send: secondStepAction,
    onRefused({ code }) {
      if (code !== "step_expired") return false;
      expire();
      return true;
    },
  });
  return (
    <form method="post" noValidate onSubmit={onSubmit} onInput={onInput} className="grid gap-5">
      <CodeField kind={kind} error={fields.code} />
      <FormAlert text={refusal} />
      <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
        {t("submit")}
      </Button>
      {children}
    </form>
  );
}

function PasskeyStep({ children, ...step }: StepProps) {
  const t = useTranslations("account.secondStep");
  const { refusal, isBusy, press } = usePasskeyDoor(step);
  const button = useRef<HTMLButtonElement>(null);
  // The form before it is gone, and with it what had the focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="grid gap-5">
      <FormAlert text={refusal} />
      <Button
        ref={button}
        kind="paper"
        size={44}
        icon={KeyRound}
        isLoading={isBusy}
        onClick={press}
      >
        {t("passkey")}
      </Button>
      {children}
    </div>
  );
}

type CodeFieldProps = { kind: "app" | "recovery"; error: string | undefined };

/** Whoever comes to it types next. */
function CodeField({ kind, error }: CodeFieldProps) {
  const t = useTranslations("account.secondStep");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isApp = kind === "app";
  return (
    <Field
      ref={field}
      label={isApp ? t("code") : t("recovery")}
      hint={isApp ? t("codeHint") : t("recoveryHint")}
      name="code"
      inputMode={isApp ? "numeric" : "text"}
      autoComplete={isApp ? "one-time-code" : "off"}
      autoCapitalize="characters"
      spellCheck={false}
      size={42}
      error={error}
      className="[&_input]:font-mono [&_input]:tracking-[.08em]"
    />
  );
}
