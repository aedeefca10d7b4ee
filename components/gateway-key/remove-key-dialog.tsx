import { useTranslations } from "next-intl";
import { Confirmation } from "@/components/account/confirmation";
import { useRefusalText } from "@/components/gateway-key/refusal-text";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { removeKeyAction } from "@/lib/gateway-key/actions";
import type { KeyView } from "@/lib/gateway-key/schema";

export type KeyDialogProps = { shown: KeyView; close: () => void; onClosed: () => void };

export function RemoveKeyDialog({ shown: { id, label }, close, onClosed }: KeyDialogProps) {
  const t = useTranslations("gateway");
  const { refusal, isPending, change, confirmation } = useKeyChange();
  const alert = useRefusalText(refusal);
  const remove = () => change(() => removeKeyAction({ keyId: id }), close);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("removeDialog.title", { label })}
        description={t("removeDialog.text")}
        closeLabel={t("form.close")}
        onClosed={onClosed}
      >
        <DialogFoot alert={alert} cancelLabel={t("removeDialog.keep")} cancel={close}>
          <Button kind="paper" isLoading={isPending} onClick={remove}>
            {t("removeDialog.submit")}
          </Button>
        </DialogFoot>
        <Confirmation {...confirmation} />
      </DialogContent>
    </Dialog>
  );
}
