import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useCompareAddress } from "@/components/compare/compare-address";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";

import { cellsOf, isDone } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import { hideToast, showToast } from "@/components/ui/toast";
import type { ToastId } from "@/components/ui/toast-list";

/** The comparison that is open, and the way into it: one picture is chosen, the second opens it. */
export function useCompare() {
  const t = useTranslations("compare");
  const address = useCompareAddress();
  const toastId = useRef<ToastId | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);

  const compare: FeedVerbs["compare"] = (generation, variant) => {
    const code = pictureCode(generation.code, variant);
    if (chosenId === null) {
      setChosenId(variant.id);
      const cancel = { label: t("cancel"), run: () => setChosenId(null) };
      toastId.current = showToast({ text: t("chosen", { code }), undo: cancel });
      return;
    }
    setChosenId(null);
    // It would lie over what it has led to.
    hideToast(toastId.current);
    if (chosenId === variant.id) showToast({ text: t("unchosen", { code }) });
    else address.open([chosenId, variant.id]);
  };
  const compareAll: FeedVerbs["compareAll"] = ({ variants }) => {
    const done = cellsOf(variants).filter(isDone);
    address.open(done.slice(0, COMPARE_COUNT_MAX).map(({ id }) => id));
  };
  const compareVersions: FeedVerbs["compareVersions"] = ({ parent }, { id }) =>
    parent && address.open([parent.variantId, id]);
  return { address, compare, compareAll, compareVersions, comparedId: chosenId };
}
