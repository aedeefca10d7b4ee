import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { FactorField, type Typed } from "@/components/second-factor/factor-field";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import type { PasskeyAnswer } from "@/lib/account/schema/passkey";
import type { Result } from "@/lib/shared/result";
import { proveByPasskey } from "./prove-by-passkey";
import {
  type About,
  type DemandedField,
  type FieldName,
  type Refusal,
  useSentences,
} from "./use-sentences";

type FactorFormProps<T> = {
  /** In this order. */
  asks: readonly FieldName[];
  /** Of the code: a new factor has no recovery codes yet. */
  codeLabel?: "code" | "codeOrRecovery";
  submit: string;
  send: (typed: Typed) => Promise<Result<T, Refusal>>;
  /** For whoever has a passkey: it stands in for the password and the code. */
  sendPasskey?: ((passkey: PasskeyAnswer, typed: Typed) => Promise<Result<T, Refusal>>) | undefined;
  onDone: (value: T) => void;
  cancel?: () => void;
  /** It is what the whole page is for, and has the door's measures. */
  isDoor?: boolean;
  about?: About;
};

const isDemanded = (name: FieldName): name is DemandedField => name !== "label";

/** The password, a code, or both. The fields keep what was typed, whatever comes back. */
export function FactorForm<T>(props: FactorFormProps<T>) {
  const { asks, codeLabel = "codeOrRecovery", submit, send, sendPasskey, onDone } = props;
  const { cancel, isDoor = false, about = "app" } = props;
  const t = useTranslations("factor");
  const { errors, trouble, setMissing, clear, refuse } = useSentences(about);
  const [typed, setTyped] = useState<Typed>({ password: "", code: "", label: "" });
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const focus = (name: FieldName | null) =>
    name && form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();

  function run(ask: () => Promise<Result<T, Refusal>>) {
    startTransition(async () => {
      const answer = await ask().catch(() => null);
      if (answer?.ok) onDone(answer.value);
      else focus(refuse(answer?.error ?? null));
    });
  }
  function askPasskey() {
    setMissing([]);
    if (sendPasskey) run(() => proveByPasskey((passkey) => sendPasskey(passkey, typed)));
  }
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const missing = asks.filter(isDemanded).filter((name) => typed[name].trim() === "");
    setMissing(missing);
    if (missing[0]) focus(missing[0]);
    else run(() => send(typed));
  }
  return (
    // POST, so that a press before the script has loaded cannot put a password in the address.
    <form ref={form} method="post" noValidate onSubmit={onSubmit} className="grid max-w-104 gap-4">
      {asks.map((name) => (
        <FactorField
          key={name}
          {...{ name, codeLabel, isDoor, value: typed[name], error: errors[name] }}
          onChange={(text) => {
            setTyped({ ...typed, [name]: text });
            clear(name);
          }}
        />
      ))}
      {trouble ? <AlertLine text={trouble} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          isLoading={isPending}
          {...(isDoor && { kind: "paper", size: 44, className: "flex-1" })}
        >
          {submit}
        </Button>
        {sendPasskey ? (
          <Button icon={KeyRound} kind="outline" isLoading={isPending} onClick={askPasskey}>
            {t("withPasskey")}
          </Button>
        ) : null}
        {cancel ? (
          <Button kind="ghost" onClick={cancel}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
