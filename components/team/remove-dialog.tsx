import { useTranslations } from "next-intl";
import { useChange } from "@/components/team/use-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { removePersonAction } from "@/lib/team/actions";
import type { PersonView } from "@/lib/team/schema";

type RemoveDialogProps = { person: PersonView; close: () => void; onClosed: () => void };

export function RemoveDialog({ person: { id, name }, close, onClosed }: RemoveDialogProps) {
  const t = useTranslations("team");
  const { refusal, isPending, change } = useChange();
  const remove = () => change(() => removePersonAction({ personId: id }), close);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("remove.title", { name })}
        description={t("remove.text")}
        closeLabel={t("remove.close")}
        onClosed={onClosed}
      >
        <DialogFoot
          alert={refusal && t(`refused.${refusal}`)}
          cancelLabel={t("remove.keep")}
          cancel={close}
        >
          <Button kind="paper" isLoading={isPending} onClick={remove}>
            {t("remove.submit")}
          </Button>
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
