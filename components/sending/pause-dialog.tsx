import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { pauseSendingAction } from "@/lib/sending/actions";
import { sendingQuery } from "@/lib/sending/queries";
import { PAUSE_REASON_LENGTH_MAX } from "@/lib/sending/schema";

type PauseDialogProps = { close: () => void; onClosed: () => void };

/** Stops everything that is not yet sent, for the whole installation. */
export function PauseDialog({ close, onClosed }: PauseDialogProps) {
  const t = useTranslations("common.sending");
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [hasFailed, setHasFailed] = useState(false);
  const [isPending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const paused = await pauseSendingAction({ reason }).catch(() => null);
      setHasFailed(!paused?.ok);
      if (!paused?.ok) return;
      await queryClient.invalidateQueries({ queryKey: sendingQuery().queryKey });
      close();
    });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("stopTitle")}
        description={t("stopText")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <form onSubmit={submit} className="flex flex-col gap-4 pt-1">
          <Field
            label={t("reason")}
            hint={t("reasonHint")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            maxLength={PAUSE_REASON_LENGTH_MAX}
            autoComplete="off"
            autoFocus
          />
          <DialogFoot
            alert={hasFailed ? t("notStopped") : null}
            cancelLabel={t("goOn")}
            cancel={close}
          >
            <Button type="submit" kind="paper" isLoading={isPending}>
              {t("stop")}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}
