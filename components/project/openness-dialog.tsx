import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { OpennessForm } from "@/components/project/openness-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Viewer } from "@/lib/account/schema";
import { projectPeopleQuery } from "@/lib/project/queries";

type OpennessDialogProps = { viewer: Viewer; close: () => void; onClosed: () => void };

/** Who sees the project in view: the whole team, or chosen people. */
export function OpennessDialog({ viewer, close, onClosed }: OpennessDialogProps) {
  const t = useTranslations("project");
  const { id, name } = viewer.project;
  const { data, isError, refetch } = useQuery(projectPeopleQuery(id));
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("people.title", { name })}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        {data ? <OpennessForm {...{ viewer, close }} view={data} /> : null}
        {!data && isError ? (
          <p role="alert" className="flex items-center gap-2.5 text-ink-2">
            {t("people.loadFailed")}
            <Button size={26} onClick={() => void refetch()}>
              {t("people.tryAgain")}
            </Button>
          </p>
        ) : null}
        {data || isError ? null : <p className="text-ink-2">{t("people.loading")}</p>}
      </DialogContent>
    </Dialog>
  );
}
