import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { OTHER, type useKeyFacts } from "@/components/gateway-key/key-facts";
import { KeyFields } from "@/components/gateway-key/key-fields";
import { useRefusalText } from "@/components/gateway-key/refusal-text";
import type { useKeyChange } from "@/components/gateway-key/use-key-change";
import { Button } from "@/components/ui/button";
import { DialogFoot } from "@/components/ui/dialog-foot";

type KeyFormProps = {
  form: ReturnType<typeof useKeyFacts>;
  sending: Pick<ReturnType<typeof useKeyChange>, "refusal" | "isPending">;
  submitLabel: string;
  submit: () => boolean;
  close: () => void;
  /** Below what is always asked. */
  children?: ReactNode;
};

/** A refusal of a typed address stands beside it; every other one at the end. */
export function KeyForm(props: KeyFormProps) {
  const { form, sending, submitLabel, submit, close, children } = props;
  const t = useTranslations("gateway.form");
  const said = useRefusalText(sending.refusal);
  const isOfAddress =
    form.facts.choice === OTHER && Boolean(sending.refusal?.code.startsWith("address_"));

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { currentTarget } = event;
    if (submit()) return;
    // Once the fields have said which of them are wrong.
    requestAnimationFrame(() =>
      currentTarget.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  }

  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4 pt-1">
      <KeyFields form={form} addressError={isOfAddress && said ? said : undefined} />
      {children}
      <DialogFoot alert={isOfAddress ? null : said} cancelLabel={t("cancel")} cancel={close}>
        <Button type="submit" kind="paper" isLoading={sending.isPending}>
          {submitLabel}
        </Button>
      </DialogFoot>
    </form>
  );
}
