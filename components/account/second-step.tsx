import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { secondStepAction } from "@/lib/account/actions";
import { secondStepSchema } from "@/lib/account/schema/second-factor";
import { DoorHead } from "./door-head";
import { FormAlert } from "./form-alert";
import { useDoorForm } from "./use-door-form";

type SecondStepProps = {
  /** What the right password was answered with. */
  ticket: string;
  back: () => void;
  /** The ticket is too old. */
  expire: () => void;
};

/** A code of the app, or one of those that were kept for when it is away. */
export function SecondStep({ ticket, back, expire }: SecondStepProps) {
  const t = useTranslations("account");
  const [kind, setKind] = useState<"app" | "recovery">("app");
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
    <>
      <DoorHead title={t("secondStep.title")} lead={t("secondStep.lead")} />
      <form method="post" noValidate onSubmit={onSubmit} onInput={onInput} className="grid gap-5">
        <CodeField key={kind} kind={kind} error={fields.code} />
        <FormAlert text={refusal} />
        <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
          {t("secondStep.submit")}
        </Button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button kind="ghost" onClick={back}>
            {t("secondStep.back")}
          </Button>
          <Button kind="ghost" onClick={() => setKind(kind === "app" ? "recovery" : "app")}>
            {kind === "app" ? t("secondStep.useRecovery") : t("secondStep.useApp")}
          </Button>
        </div>
      </form>
      <p className="mt-6 text-ink-2 text-small">{t("secondStep.help")}</p>
    </>
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
