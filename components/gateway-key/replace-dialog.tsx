import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Confirmation } from "@/components/account/confirmation";
import { useRefusalText } from "@/components/gateway-key/refusal-text";
import type { KeyDialogProps } from "@/components/gateway-key/remove-key-dialog";
import { SecretField } from "@/components/gateway-key/secret-field";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { replaceSecretAction } from "@/lib/gateway-key/actions";
import { replaceSecretSchema } from "@/lib/gateway-key/schema";

export function ReplaceDialog({ shown: { id, label }, close, onClosed }: KeyDialogProps) {
  const t = useTranslations("gateway");
  const { refusal, isPending, change, confirmation } = useKeyChange();
  const alert = useRefusalText(refusal);
  const [secret, setSecret] = useState("");
  const [isWrong, setIsWrong] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = { keyId: id, secret };
    const { success } = replaceSecretSchema.safeParse(input);
    setIsWrong(!success);
    if (success) change(() => replaceSecretAction(input), close);
    else event.currentTarget.querySelector("input")?.focus();
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("replaceDialog.title", { label })}
        description={t("replaceDialog.text")}
        closeLabel={t("form.close")}
        onClosed={onClosed}
      >
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <SecretField
            value={secret}
            isWrong={isWrong}
            onChange={(next) => {
              setSecret(next);
              setIsWrong(false);
            }}
          />
          <DialogFoot alert={alert} cancelLabel={t("form.cancel")} cancel={close}>
            <Button type="submit" kind="paper" isLoading={isPending}>
              {t("replaceDialog.submit")}
            </Button>
          </DialogFoot>
        </form>
        <Confirmation {...confirmation} />
      </DialogContent>
    </Dialog>
  );
}
