import { ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useChange } from "@/components/team/use-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { IconButton } from "@/components/ui/icon-button";
import { resetFactorAction } from "@/lib/team/actions";
import type { PersonView } from "@/lib/team/schema";

type ResetFactorProps = {
  person: PersonView;
  /** Its button is gone with what it could do. */
  onReset: () => void;
};

/** For somebody who has lost the app and the recovery codes. */
export function ResetFactor({ person, onReset }: ResetFactorProps) {
  const t = useTranslations("team.factor");
  const [isAsked, setIsAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      {person.mayResetFactor ? (
        <IconButton
          ref={button}
          icon={ShieldOff}
          label={t("reset", { name: person.name })}
          onClick={() => setIsAsked(true)}
        />
      ) : null}
      {isAsked ? (
        <ResetDialog
          person={person}
          close={() => setIsAsked(false)}
          onClosed={() => (button.current ? button.current.focus() : onReset())}
        />
      ) : null}
    </>
  );
}

type ResetDialogProps = { person: PersonView; close: () => void; onClosed: () => void };

function ResetDialog({ person: { id, name }, close, onClosed }: ResetDialogProps) {
  const t = useTranslations("team");
  const { refusal, isPending, change } = useChange();
  const reset = () => change(() => resetFactorAction({ personId: id }), close);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("factor.resetTitle", { name })}
        description={t("factor.resetText")}
        closeLabel={t("remove.close")}
        onClosed={onClosed}
      >
        <DialogFoot
          alert={refusal && t(`refused.${refusal}`)}
          cancelLabel={t("remove.keep")}
          cancel={close}
        >
          <Button kind="paper" isLoading={isPending} onClick={reset}>
            {t("factor.resetSubmit")}
          </Button>
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
