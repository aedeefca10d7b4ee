import { useTranslations } from "next-intl";
import { completedOf, finishedTally } from "@/components/generation/announcement";
import { cellId } from "@/components/generation/cell-id";
import { cellsOf } from "@/components/generation/cells";
import { nameOf } from "@/components/generation/formats";
import { useEnded } from "@/components/generation/use-ended";
import { notifyOnDesktop } from "@/components/notice/desktop";
import { useNoticeChoice } from "@/components/notice/notice-choice";
import type { GenerationView } from "@/lib/generation/schema";

function showCard({ variants }: GenerationView) {
  const [first] = cellsOf(variants);
  const cell = first && document.getElementById(cellId(first.id));
  cell?.scrollIntoView({ block: "nearest" });
  cell?.focus({ preventScroll: true });
}

/** Calls the person back for what they pressed for, if they asked to be called and are not looking. */
export function useNotices(generations: readonly GenerationView[], personId: string): void {
  const t = useTranslations("feed");
  const { hasSound, isOnDesktop } = useNoticeChoice(personId);
  useEnded(generations, (ended) => {
    const completed = document.hidden ? completedOf(generations, ended, personId) : [];
    if (completed.length === 0) return;
    if (hasSound) void import("@/components/notice/chime").then(({ playChime }) => playChime());
    if (!isOnDesktop) return;
    for (const generation of completed) {
      const { id, code, prompt, variants } = generation;
      const tally = finishedTally([generation], [variants[0]?.id ?? ""]);
      notifyOnDesktop({
        id,
        title: t("announceFinished", { done: tally.doneCount, count: tally.cellCount }),
        body: `${code}\n${nameOf(prompt)}`,
        open: () => showCard(generation),
      });
    }
  });
}
