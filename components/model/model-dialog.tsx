import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Composer } from "@/components/composer/use-composer";
import { ModelFields } from "@/components/model/model-fields";
import { useModelForm } from "@/components/model/use-model-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { ModelRow } from "@/lib/generation/models";

type ModelDialogProps = {
  composer: Composer;
  /** A row of the team, to be changed, or any other, to add one like it. */
  start: ModelRow;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

export function ModelDialog({ composer, start, close, onClosed }: ModelDialogProps) {
  const t = useTranslations("model");
  const form = useModelForm(composer, start, close);
  const { own } = start;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t(own ? "changeTitle" : "addTitle")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <form noValidate onSubmit={form.save} className="flex flex-col gap-4 pt-1">
          <ModelFields {...{ form, models: composer.state.models, start }} />
          {form.trouble ? (
            <p role="alert" className="flex gap-1.5 text-red text-small">
              <CircleAlert className="mt-0.5 size-3.5" />
              {t(`trouble.${form.trouble}`)}
            </p>
          ) : null}
          <div className="flex flex-wrap gap-2">
            {own ? (
              <Button kind="ghost" onClick={form.remove} className="me-auto">
                {t("remove")}
              </Button>
            ) : null}
            <span className="flex-1" />
            <Button kind="ghost" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" kind="paper" isLoading={form.isPending}>
              {t(own ? "save" : "add")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
