import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useRefresh } from "@/components/bin/use-refresh";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import type { BulkWork } from "@/components/library/bulk-work";
import { askForFocus } from "@/components/library/grid-focus";
import type { PictureStore } from "@/components/library/picture-store";
import { readSelectedIds } from "@/components/library/selected-ids";
import { countOf, type Selection } from "@/components/library/selection";
import { showToast } from "@/components/ui/toast";
import type { LibraryDays } from "@/lib/library/schema";
import { PICTURES_MAX } from "@/lib/library/schema/facts";

/** Pictures of one write: short enough to be stopped soon, and to let others in between. */
const STEP = 1_000;

export type Progress = { work: BulkWork["name"]; done: number; total: number };
type Tally = {
  changed: number;
  missing: number;
  handled: number;
  total: number;
  undos: (() => Promise<boolean>)[];
  /** Null: all was done. */
  ended: "stopped" | "failed" | null;
};

type BulkOptions = { q: string; list: LibraryDays; store: PictureStore };

/** Does something to everything that is chosen, step by step; it can be stopped, and says what it came to. */
export function useBulk({ q, list, store }: BulkOptions) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopping = useRef<AbortController>(null);
  const refresh = useWorkRefresh();
  const report = useReport();

  async function run(work: BulkWork, selection: Selection) {
    if (stopping.current) return;
    const controller = new AbortController();
    stopping.current = controller;
    const { signal } = controller;
    const total = countOf(selection);
    const show = (done: number) => setProgress({ work: work.name, done, total });
    show(0);
    const tally = await workThrough(work, {
      ids: () => readSelectedIds(selection, { q, list, store, signal }),
      ...{ signal, total, show },
    });
    stopping.current = null;
    setProgress(null);
    report(work, tally);
    void refresh(work);
  }
  return { progress, run, stop: () => stopping.current?.abort() };
}
export type Bulk = ReturnType<typeof useBulk>;

type Way = {
  ids: () => Promise<string[]>;
  signal: AbortSignal;
  total: number;
  show: (done: number) => void;
};

async function workThrough(
  work: BulkWork,
  { ids: read, signal, total, show }: Way,
): Promise<Tally> {
  const tally: Tally = { changed: 0, missing: 0, handled: 0, total, undos: [], ended: null };
  const ids = await read().catch(() => null);
  if (!ids) return { ...tally, ended: signal.aborted ? "stopped" : "failed" };
  // Of a list that is some minutes old there may be fewer left.
  tally.missing = total - ids.length;
  for (let at = 0; at < ids.length; at += STEP) {
    if (signal.aborted) return { ...tally, ended: "stopped" };
    const step = ids.slice(at, at + STEP);
    const outcome = await work.run(step);
    if (!outcome) return { ...tally, ended: "failed" };
    tally.changed += outcome.changedCount;
    tally.missing += outcome.missingCount;
    tally.handled += step.length;
    tally.undos.push(outcome.undo);
    show(tally.handled);
  }
  return tally;
}

/** Most work leaves the list as it is: what is looked at does not move. */
function useWorkRefresh() {
  const refreshCollections = useRefreshCollections();
  const refreshAll = useRefresh();
  return ({ isLeaving }: BulkWork) => {
    if (!isLeaving) return refreshCollections();
    askForFocus();
    return Promise.all([refreshAll(), refreshCollections()]);
  };
}

/** One sentence on what was done, one on what was not, and the way back. */
function useReport() {
  const t = useTranslations("library.bulk");
  const refresh = useWorkRefresh();
  async function undo(work: BulkWork, tally: Tally) {
    let isBack = true;
    for (const takeBack of tally.undos.toReversed()) isBack = (await takeBack()) && isBack;
    showToast({ text: t(isBack ? "undone" : "undoFailed") });
    void refresh(work);
  }
  return (work: BulkWork, tally: Tally) => {
    const { changed, missing, handled, total, ended } = tally;
    const text = [
      t(`done.${work.name}`, { count: changed, what: work.what }),
      missing > 0 && t("missing", { count: missing }),
      ended && t(`ended.${ended}`, { handled, total }),
    ];
    const canUndo = changed > 0 && changed <= PICTURES_MAX;
    showToast({
      text: text.filter(Boolean).join(" "),
      ...(canUndo && {
        undo: { label: t("undo"), run: () => void undo(work, tally), durationMs: 10_000 },
      }),
    });
  };
}
