import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { finishedTally } from "@/components/generation/announcement";
import { useEnded } from "@/components/generation/use-ended";
import { useAnnounce } from "@/components/ui/live-region";
import type { GenerationView } from "@/lib/generation/schema";

/** Between two polite sentences. */
const QUIET_MS = 5_000;

/** Tells a screen reader what has finished, merged, and what has failed, at once and once. */
export function useAnnouncements(generations: readonly GenerationView[]) {
  const t = useTranslations("feed");
  const announce = useAnnounce();
  const unsaidIds = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const say = useEffectEvent(() => {
    const { doneCount: done, cellCount: count } = finishedTally(generations, unsaidIds.current);
    announce(t("announceFinished", { done, count }));
    unsaidIds.current = [];
    timer.current = undefined;
  });

  useEnded(generations, ({ finishedIds, failures }) => {
    for (const { code } of failures) announce(t(`failure.${code}.title`), "assertive");
    unsaidIds.current.push(...finishedIds);
  });
  // Of every render: what has ended is known only after it.
  useEffect(() => {
    if (unsaidIds.current.length > 0) timer.current ??= setTimeout(say, QUIET_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
