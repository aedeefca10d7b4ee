import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import type { Result } from "@/lib/shared/result";
import { type FieldName, type Refusal, useSentences } from "./use-sentences";

type FactorFormProps<T> = {
  /** In this order. */
  asks: readonly FieldName[];
  /** Of the code: a new factor has no recovery codes yet. */
  codeLabel?: "code" | "codeOrRecovery";
  submit: string;
  send: (typed: Record<FieldName, string>) => Promise<Result<T, Refusal>>;
  onDone: (value: T) => void;
  cancel?: () => void;
  /** It is what the whole page is for, and has the door's measures. */
  isDoor?: boolean;
};

/** The password, a code, or both. The fields keep what was typed, whatever comes back. */
export function FactorForm<T>(props: FactorFormProps<T>) {
  const { asks, codeLabel = "codeOrRecovery", submit, send, onDone, cancel, isDoor } = props;
  const t = useTranslations("factor");
  const { errors, trouble, setMissing, clear, refuse } = useSentences();
  const [typed, setTyped] = useState({ password: "", code: "" });
  const [isPending, startTransition] = useTransition();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const form = event.currentTarget;
    const focus = (name: FieldName | null) =>
      name && form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
    const missing = asks.filter((name) => typed[name].trim() === "");
    setMissing(missing);
    if (missing[0]) focus(missing[0]);
    else
      startTransition(async () => {
        const answer = await send(typed).catch(() => null);
        if (answer?.ok) onDone(answer.value);
        else focus(refuse(answer?.error ?? null));
      });
  }
  const fieldOf = (name: FieldName) => ({
    name,
    value: typed[name],
    error: errors[name],
    size: isDoor ? (42 as const) : (36 as const),
    onChange({ target }: { target: HTMLInputElement }) {
      setTyped({ ...typed, [name]: target.value });
      clear(name);
    },
  });
  return (
    // POST, so that a press before the script has loaded cannot put a password in the address.
    <form method="post" noValidate onSubmit={onSubmit} className="grid max-w-104 gap-4">
      {asks.map((name) =>
        name === "password" ? (
          <PasswordField
            key={name}
            {...fieldOf(name)}
            label={t("password")}
            autoComplete="current-password"
            showLabel={t("showPassword")}
            hideLabel={t("hidePassword")}
          />
        ) : (
          <Field
            key={name}
            {...fieldOf(name)}
            label={t(codeLabel)}
            hint={codeLabel === "code" ? t("codeHint") : undefined}
            inputMode={codeLabel === "code" ? "numeric" : "text"}
            autoComplete="one-time-code"
            spellCheck={false}
            className="[&_input]:font-mono [&_input]:tracking-[.08em]"
          />
        ),
      )}
      {trouble ? <AlertLine text={trouble} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          isLoading={isPending}
          {...(isDoor && { kind: "paper", size: 44, className: "flex-1" })}
        >
          {submit}
        </Button>
        {cancel ? (
          <Button kind="ghost" onClick={cancel}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
