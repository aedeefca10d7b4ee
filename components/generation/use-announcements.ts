import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { endedBetween, finishedTally, outcomesOf } from "@/components/generation/announcement";
import { useAnnounce } from "@/components/ui/live-region";
import type { GenerationView } from "@/lib/generation/schema";

/** Between two polite sentences. */
const QUIET_MS = 5_000;

/** Tells a screen reader what has finished, merged, and what has failed, at once and once. */
export function useAnnouncements(generations: readonly GenerationView[]) {
  const t = useTranslations("feed");
  const announce = useAnnounce();
  const latest = useRef({ generations, t });
  const known = useRef(outcomesOf(generations));
  const finishedIds = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    latest.current = { generations, t };
    const outcomes = outcomesOf(generations);
    const ended = endedBetween(known.current, outcomes);
    known.current = outcomes;
    for (const code of ended.failures) announce(t(`failure.${code}.title`), "assertive");
    finishedIds.current.push(...ended.finishedIds);
    if (finishedIds.current.length === 0 || timer.current) return;
    timer.current = setTimeout(() => {
      const tally = finishedTally(latest.current.generations, finishedIds.current);
      const { doneCount: done, cellCount: count } = tally;
      announce(latest.current.t("announceFinished", { done, count }));
      finishedIds.current = [];
      timer.current = undefined;
    }, QUIET_MS);
  }, [generations, t, announce]);

  useEffect(() => () => clearTimeout(timer.current), []);
}
