import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Spinner } from "@/components/ui/spinner";
import { erasePicturesAction, planErasureAction } from "@/lib/bin/actions";
import type { BinChoice, Erasure } from "@/lib/bin/schema";
import { formatBytes } from "@/lib/shared/bytes";

type EraseDialogProps = {
  choice: BinChoice;
  close: () => void;
  onErased: (erasure: Erasure) => void;
  onClosed: () => void;
};

const settled = async (action: ReturnType<typeof planErasureAction>) => {
  // The network can fail below an action, and then it throws.
  const done = await action.catch(() => null);
  return done?.ok ? done.value : null;
};

/** Says what it would free and what would stay, and only then deletes. */
export function EraseDialog({ choice, close, onErased, onClosed }: EraseDialogProps) {
  const t = useTranslations("bin.ask");
  const [plan, setPlan] = useState<Erasure | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isWanted = true;
    void settled(planErasureAction(choice)).then((read) => {
      if (!isWanted) return;
      setPlan(read);
      setHasFailed(read === null);
    });
    return () => {
      isWanted = false;
    };
  }, [choice]);

  async function confirm() {
    setIsPending(true);
    const erased = await settled(erasePicturesAction(choice));
    setIsPending(false);
    setHasFailed(erased === null);
    if (!erased) return;
    close();
    onErased(erased);
  }
  const count = plan?.count ?? 0;
  const titleOf = (read: Erasure | null) => {
    if (!read) return t("asking");
    return count > 0 ? t("title", { count }) : t("none");
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={titleOf(plan)}
        closeLabel={t("close")}
        onClosed={onClosed}
        foot={
          <DialogFoot
            alert={hasFailed ? t("failed") : null}
            cancelLabel={t("cancel")}
            cancel={close}
          >
            {count > 0 ? (
              <Button kind="paper" isLoading={isPending} onClick={() => void confirm()}>
                {t("confirm", { count })}
              </Button>
            ) : null}
          </DialogFoot>
        }
      >
        {plan ? <Plan plan={plan} /> : null}
        {plan || hasFailed ? null : (
          <p role="status" className="flex items-center gap-2 text-ink-2">
            <Spinner />
            {t("reading")}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

const REASONS = ["goes_on", "staged", "referenced", "twin"] as const;

function Plan({ plan }: { plan: Erasure }) {
  const t = useTranslations("bin.ask");
  const locale = useLocale();
  const { count, freedCount, freedBytes, underWayCount, kept } = plan;
  const reasons = REASONS.filter((reason) => kept[reason] > 0);
  return (
    <div className="flex flex-col gap-2">
      {count > 0 ? (
        <p>
          {t("frees", { count: freedCount, size: formatBytes(freedBytes, locale) })} {t("noUndo")}
        </p>
      ) : null}
      {reasons.length > 0 ? (
        <>
          <p className="text-ink-2">{t("stays")}</p>
          <ul className="list-disc ps-5 text-ink-2">
            {reasons.map((reason) => (
              <li key={reason}>{t(reason, { count: kept[reason] })}</li>
            ))}
          </ul>
        </>
      ) : null}
      {underWayCount > 0 ? (
        <p className="text-amber">{t("underWay", { count: underWayCount })}</p>
      ) : null}
    </div>
  );
}
