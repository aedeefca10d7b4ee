import { useTranslations } from "next-intl";
import { type MouseEvent, type RefObject, useRef, useState } from "react";
import { EditKeyDialog } from "@/components/gateway-key/edit-key-dialog";
import { useRefusalText } from "@/components/gateway-key/refusal-text";
import { RemoveKeyDialog } from "@/components/gateway-key/remove-key-dialog";
import { ReplaceDialog } from "@/components/gateway-key/replace-dialog";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { checkKeyAction, switchKeyAction } from "@/lib/gateway-key/actions";
import type { KeyView } from "@/lib/gateway-key/schema";

type Question = "edit" | "replace" | "remove";

const DIALOGS = { edit: EditKeyDialog, replace: ReplaceDialog, remove: RemoveKeyDialog };

type KeyButtonsProps = { shown: KeyView; onRemoved: () => void };

export function KeyButtons({ shown, onRemoved }: KeyButtonsProps) {
  const t = useTranslations("gateway");
  const { id: keyId, label, isEnabled, isChecking } = shown;
  const { refusal, isPending, change } = useKeyChange();
  const alert = useRefusalText(refusal);
  const [question, setQuestion] = useState<Question | null>(null);
  // Takes the focus back, as long as it is there.
  const opener = useRef<HTMLButtonElement | null>(null);
  const ask = (next: Question) => ({
    onClick(event: MouseEvent<HTMLButtonElement>) {
      opener.current = event.currentTarget;
      setQuestion(next);
    },
  });
  const toggle = () => change(() => switchKeyAction({ keyId, isEnabled: !isEnabled }));
  const OpenDialog = question && DIALOGS[question];
  return (
    <>
      <div aria-busy={isPending} className="mt-2.5 flex flex-wrap gap-1.5">
        <Button
          aria-label={t("testOf", { label })}
          isLoading={isChecking}
          onClick={() => change(() => checkKeyAction({ keyId }))}
        >
          {t("test")}
        </Button>
        <Button kind="ghost" aria-label={t("editOf", { label })} {...ask("edit")}>
          {t("edit")}
        </Button>
        <Button kind="ghost" aria-label={t("replaceOf", { label })} {...ask("replace")}>
          {t("replace")}
        </Button>
        <Button
          kind="ghost"
          aria-label={t(isEnabled ? "switchOffOf" : "switchOnOf", { label })}
          onClick={toggle}
        >
          {t(isEnabled ? "switchOff" : "switchOn")}
        </Button>
        <Button kind="ghost" aria-label={t("removeOf", { label })} {...ask("remove")}>
          {t("remove")}
        </Button>
      </div>
      {alert ? <AlertLine text={alert} /> : null}
      {OpenDialog ? (
        <OpenDialog
          shown={shown}
          close={() => setQuestion(null)}
          onClosed={() => giveBack(opener, onRemoved)}
        />
      ) : null}
    </>
  );
}

const giveBack = (opener: RefObject<HTMLButtonElement | null>, onRemoved: () => void) =>
  opener.current?.isConnected ? opener.current.focus() : onRemoved();
