import { useTranslations } from "next-intl";
import { useChange } from "@/components/team/use-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";

type AskFirstProps = {
  title: string;
  text: string;
  /** Of the button that does it. */
  submit: string;
  run: Parameters<ReturnType<typeof useChange>["change"]>[0];
  close: () => void;
  onClosed: () => void;
};

/** Before something is done to a person that they do not undo. */
export function AskFirst({ title, text, submit, run, close, onClosed }: AskFirstProps) {
  const t = useTranslations("team");
  const { refusal, isPending, change } = useChange();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={title}
        description={text}
        closeLabel={t("remove.close")}
        onClosed={onClosed}
      >
        <DialogFoot
          alert={refusal && t(`refused.${refusal}`)}
          cancelLabel={t("remove.keep")}
          cancel={close}
        >
          <Button kind="paper" isLoading={isPending} onClick={() => change(run, close)}>
            {submit}
          </Button>
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
