import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useRefresh } from "@/components/bin/use-refresh";
import { showToast } from "@/components/ui/toast";
import { restoreFromBinAction } from "@/lib/bin/actions";
import type { BinChoice, BinnedPicture, Erasure } from "@/lib/bin/schema";

const DRAWN_MS = 500;

type BinOptions = {
  /** Those that are shown. */
  pictures: readonly BinnedPicture[];
  /** Takes the focus when what had it is gone and nothing is left. */
  onEmptied: () => void;
};

/** What is chosen in the bin, and the ways out of it. */
export function useBin({ pictures, onEmptied }: BinOptions) {
  const t = useTranslations("bin");
  const refresh = useRefresh();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = pictures.map(({ imageId }) => imageId);
  // What has left the bin is no longer chosen.
  const chosen = new Set(shown.filter((id) => picked.has(id)));

  const isLeaving = useRef(false);
  const opener = useRef<HTMLElement>(null);
  const giveFocus = useEffectEvent(() => {
    if (document.activeElement !== document.body) return;
    isLeaving.current = false;
    const box = document.querySelector<HTMLElement>("input[data-picture]");
    if (box) box.focus();
    else onEmptied();
  });
  // Whenever the list is drawn without what had the focus.
  useEffect(() => {
    if (isLeaving.current) giveFocus();
  });
  const refreshAll = async () => {
    isLeaving.current = true;
    await refresh();
    // The list is drawn by then: who clicks beside it later wants no focus.
    setTimeout(() => {
      isLeaving.current = false;
    }, DRAWN_MS);
  };
  async function restore(choice: BinChoice) {
    // The network can fail below an action, and then it throws.
    const done = await restoreFromBinAction(choice).catch(() => null);
    showToast({
      text: done?.ok ? t("restored", { count: done.value.changedIds.length }) : t("failed"),
    });
    if (done?.ok) await refreshAll();
  }
  return {
    chosen,
    hasMore: chosen.size < shown.length,
    toggle(id: string) {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setPicked(next);
    },
    chooseShown: () => setPicked(new Set(shown)),
    clear: () => setPicked(new Set()),
    restore,
    /** Back to what asked, where that is still there. */
    onDialogClosed: () => opener.current?.focus(),
    noteOpener: () => {
      opener.current =
        document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    onErased({ count }: Erasure) {
      showToast({ text: t("erased", { count }) });
      void refreshAll();
    },
  };
}
