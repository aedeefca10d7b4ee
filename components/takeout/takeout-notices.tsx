import { useQuery } from "@tanstack/react-query";
import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { dropTakeout, type KeptTakeout } from "@/components/takeout/kept-takeouts";
import { isOver, Running, useProgressSentence } from "@/components/takeout/running";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { showToast } from "@/components/ui/toast";
import { stopTakeoutAction } from "@/lib/takeout/actions";
import { takeoutProgressQuery } from "@/lib/takeout/queries";

/** Downloads whose dialog is closed: how far they are, the way back to them, and a stop. */
export function TakeoutNotices({ takeouts }: { takeouts: readonly KeptTakeout[] }) {
  const t = useTranslations("takeout");
  return (
    <section
      aria-label={t("notice.label")}
      className="fixed end-5 bottom-5 z-(--z-popover) flex flex-col items-end gap-2 max-tablet:inset-x-2 max-tablet:bottom-[calc(var(--toast-bottom,96px)-8px)] tablet:[:root:has([data-incoming])_&]:end-[29rem] max-tablet:[:root:has([data-incoming])_&]:top-28 max-tablet:[:root:has([data-incoming])_&]:bottom-auto tablet:[:root:has([data-composer-focus])_&]:bottom-[calc(var(--toast-bottom,240px)+20px)]"
    >
      {takeouts.map((takeout) => (
        <Notice key={takeout.id} takeout={takeout} />
      ))}
    </section>
  );
}

/** What is over and whole needs no press to go, ms. */
const READ_MS = 8_000;

function Notice({ takeout: { id, isDocument } }: { takeout: KeptTakeout }) {
  const t = useTranslations("takeout");
  const { data: progress } = useQuery(takeoutProgressQuery(id));
  const sentence = useProgressSentence(progress, isDocument);
  const [isOpen, setIsOpen] = useState(false);
  const show = useRef<HTMLButtonElement>(null);
  const { done = 0, total = 0, leftOutCount = 0 } = progress ?? {};
  const hasEnded = isOver(progress);
  const isPlain = hasEnded && progress?.state === "done" && leftOutCount === 0 && !isOpen;
  useLeave(isPlain, () => dropTakeout(id));

  async function stop() {
    // The network can fail below an action, and then it throws.
    const stopped = await stopTakeoutAction({ id }).catch(() => null);
    // What is done by now says so by itself.
    if (!stopped) return showToast({ text: t("notice.stopFailed") });
    if (!stopped.ok) return;
    dropTakeout(id);
    showToast({ text: t("progress.stopped") });
  }
  return (
    <div className="appear flex min-h-10 w-[min(22rem,calc(100vw-1rem))] flex-wrap items-center gap-x-2 rounded-float bg-float py-1 ps-4 pe-1.5 shadow-float max-tablet:w-full">
      <Download className="text-ink-2" />
      <p role="status" className="min-w-0 flex-1 truncate">
        {hasEnded || !progress || total === 0 ? sentence : t("notice.running", { done, total })}
      </p>
      <Button
        ref={show}
        kind="ghost"
        size={26}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
        className="max-tablet:min-h-11"
      >
        {t("notice.show")}
      </Button>
      <IconButton
        icon={X}
        size={26}
        label={t(hasEnded ? "notice.close" : "notice.stop")}
        onClick={() => (hasEnded ? dropTakeout(id) : void stop())}
        className="max-tablet:size-11"
      />
      {hasEnded ? null : (
        <Progress
          label={t("progress.label")}
          percent={total > 0 ? (done / total) * 100 : null}
          text={t("progress.running", { done, total })}
          className="mb-1 w-full basis-full me-2.5"
        />
      )}
      {isOpen ? (
        <Dialog open onOpenChange={(isStill) => !isStill && setIsOpen(false)}>
          <DialogContent
            title={t("progress.label")}
            closeLabel={t("close")}
            onClosed={() => show.current?.focus()}
          >
            <Running {...{ id, isDocument }} />
          </DialogContent>
        </Dialog>
      ) : null}
    </div>
  );
}

function useLeave(isLeaving: boolean, leave: () => void): void {
  const onTime = useEffectEvent(leave);
  useEffect(() => {
    if (!isLeaving) return;
    const timer = setTimeout(() => onTime(), READ_MS);
    return () => clearTimeout(timer);
  }, [isLeaving]);
}
