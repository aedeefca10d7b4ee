import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { Decision, Doubt } from "@/components/attention/doubt";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { claimTaskSchema } from "@/lib/generation/schema/attention";
import { formatMicroUsd } from "@/lib/shared/money";

/** Why it came to nothing. The words: messages, `attention.refused`. */
export type DecisionRefusal =
  | { code: "has_moved_on" | "forbidden" | "no_price" | "not_recorded" }
  /** One sentence that is already in words. */
  | { code: "said"; text: string };

type DecisionDialogProps = {
  doubt: Doubt;
  decision: Decision;
  /** Null when it is done. `taskId` is empty unless it is claimed. */
  run: (taskId: string) => Promise<DecisionRefusal | null>;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

/** Asks once more, in plain words, before somebody says what became of a send. */
export function DecisionDialog({ doubt, decision, run, close, onClosed }: DecisionDialogProps) {
  const t = useTranslations("attention");
  const price = formatMicroUsd(doubt.priceMicroUsd, useLocale());
  const refusalText = useRefusalText();
  const [taskId, setTaskId] = useState(doubt.taskIdHint ?? "");
  const [isInvalid, setIsInvalid] = useState(false);
  const [refusal, setRefusal] = useState<DecisionRefusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    const claim = claimTaskSchema.safeParse({ variantId: doubt.variantId, taskId });
    setIsInvalid(decision === "claim" && !claim.success);
    if (isPending || (decision === "claim" && !claim.success)) return;
    startTransition(async () => {
      const refused = await run(taskId.trim());
      setRefusal(refused);
      if (!refused) close();
    });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t(`decision.${decision}.title`, { code: doubt.code })}
        description={t(`decision.${decision}.text`, { code: doubt.code, price })}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 pt-1">
          {decision === "claim" ? (
            <Field
              label={t("taskId")}
              hint={t("taskIdHint")}
              error={isInvalid ? t("taskIdInvalid") : undefined}
              value={taskId}
              onChange={({ target }) => setTaskId(target.value)}
              autoComplete="off"
              spellCheck={false}
              autoFocus
            />
          ) : null}
          <DialogFoot
            alert={refusal && refusalText(refusal)}
            cancelLabel={t("keepChecking")}
            cancel={close}
          >
            <Button type="submit" kind="paper" isLoading={isPending}>
              {t(`decision.${decision}.confirm`, { price })}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function useRefusalText() {
  const t = useTranslations("attention.refused");
  return (refusal: DecisionRefusal) => (refusal.code === "said" ? refusal.text : t(refusal.code));
}
