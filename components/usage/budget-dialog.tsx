import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { readAmount, readPercent, writeAmount } from "@/components/usage/amount";
import { useUsd } from "@/components/usage/formats";
import { useSetCap } from "@/components/usage/use-set-cap";
import type { CapView } from "@/lib/money/schema/caps";

type BudgetDialogProps = {
  cap: CapView;
  isSandbox: boolean;
  close: () => void;
  onClosed: () => void;
};

/** Sets, raises or takes away one limit, and says from where on people are warned. */
export function BudgetDialog({ cap, isSandbox, close, onClosed }: BudgetDialogProps) {
  const t = useTranslations("usage.budgets.dialog");
  const usd = useUsd();
  const used = usd(cap.spentMicroUsd + cap.reservedMicroUsd);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("title", { name: cap.name })}
        description={t("text", { used })}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <BudgetForm {...{ cap, isSandbox, close }} />
      </DialogContent>
    </Dialog>
  );
}

function BudgetForm({ cap, isSandbox, close }: Omit<BudgetDialogProps, "onClosed">) {
  const t = useTranslations("usage.budgets");
  const locale = useLocale();
  const [amount, setAmount] = useState(() => writeAmount(cap.capMicroUsd, locale));
  const [percent, setPercent] = useState(String(cap.warnPercent));
  const [isTold, setIsTold] = useState(false);
  const { refusal, isPending, set } = useSetCap();
  const capMicroUsd = readAmount(amount);
  const warnPercent = readPercent(percent);
  const isBelow =
    typeof capMicroUsd === "number" && capMicroUsd < cap.spentMicroUsd + cap.reservedMicroUsd;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { currentTarget } = event;
    setIsTold(true);
    if (capMicroUsd !== undefined && warnPercent !== undefined) {
      const { scope, scopeId } = cap;
      return set({ scope, scopeId, isSandbox, capMicroUsd, warnPercent }, close);
    }
    // Once the fields have said which of them is wrong.
    requestAnimationFrame(() =>
      currentTarget.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label={t("dialog.amount")}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={amount}
        onChange={({ target }) => setAmount(target.value)}
        hint={isBelow ? t("dialog.below") : t("dialog.amountHint")}
        error={isTold && capMicroUsd === undefined ? t("dialog.amountWrong") : undefined}
      />
      <Field
        label={t("dialog.warn")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={percent}
        onChange={({ target }) => setPercent(target.value)}
        error={isTold && warnPercent === undefined ? t("dialog.warnWrong") : undefined}
      />
      <DialogFoot
        alert={refusal && t(`refused.${refusal}`)}
        cancelLabel={t("dialog.cancel")}
        cancel={close}
      >
        <Button type="submit" kind="paper" isLoading={isPending}>
          {t("dialog.submit")}
        </Button>
      </DialogFoot>
    </form>
  );
}
