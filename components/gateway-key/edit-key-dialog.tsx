import { useTranslations } from "next-intl";
import { inputOf, useKeyFacts } from "@/components/gateway-key/key-facts";
import { KeyForm } from "@/components/gateway-key/key-form";
import type { KeyDialogProps } from "@/components/gateway-key/remove-key-dialog";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { changeKeyAction } from "@/lib/gateway-key/actions";

export function EditKeyDialog({ shown, close, onClosed }: KeyDialogProps) {
  const t = useTranslations("gateway.form");
  const sending = useKeyChange();
  const form = useKeyFacts(shown);

  function submit(): boolean {
    const input = inputOf(form.facts);
    const isUnnamed = input.label.trim() === "";
    form.setIsLabelWrong(isUnnamed);
    if (isUnnamed) return false;
    const keyId = shown.id;
    sending.change(
      () => changeKeyAction({ ...input, keyId, baseUrl: input.baseUrl || "-" }),
      close,
    );
    return true;
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("editTitle", { label: shown.label })}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <KeyForm {...{ form, sending, submit, close }} submitLabel={t("submitEdit")} />
      </DialogContent>
    </Dialog>
  );
}
