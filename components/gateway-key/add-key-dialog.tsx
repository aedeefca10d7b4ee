import { useTranslations } from "next-intl";
import { useState } from "react";
import { Confirmation } from "@/components/account/confirmation";
import { inputOf, useKeyFacts } from "@/components/gateway-key/key-facts";
import { KeyForm } from "@/components/gateway-key/key-form";
import { SecretField } from "@/components/gateway-key/secret-field";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { addKeyAction } from "@/lib/gateway-key/actions";
import { addKeySchema } from "@/lib/gateway-key/schema";

type AddKeyDialogProps = { close: () => void; onClosed: () => void };

export function AddKeyDialog({ close, onClosed }: AddKeyDialogProps) {
  const t = useTranslations("gateway.form");
  const sending = useKeyChange();
  const form = useKeyFacts(null);
  const [secret, setSecret] = useState("");
  const [isSecretWrong, setIsSecretWrong] = useState(false);

  function submit(): boolean {
    const input = { ...inputOf(form.facts), secret };
    const wrong = new Set(
      addKeySchema.safeParse(input).error?.issues.map(({ path: [field] }) => field),
    );
    form.setIsLabelWrong(wrong.has("label"));
    setIsSecretWrong(wrong.has("secret"));
    if (wrong.has("label") || wrong.has("secret")) return false;
    // An empty address is for the studio to refuse, with the sentence that says what to enter.
    sending.change(() => addKeyAction({ ...input, baseUrl: input.baseUrl || "-" }), close);
    return true;
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent title={t("addTitle")} closeLabel={t("close")} onClosed={onClosed}>
        <KeyForm {...{ form, sending, submit, close }} submitLabel={t("submitAdd")}>
          <SecretField
            value={secret}
            isWrong={isSecretWrong}
            onChange={(next) => {
              setSecret(next);
              setIsSecretWrong(false);
            }}
          />
        </KeyForm>
        <Confirmation {...sending.confirmation} />
      </DialogContent>
    </Dialog>
  );
}
