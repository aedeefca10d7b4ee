import { useEffect, useEffectEvent, useRef } from "react";
import { type Ended, endedBetween, outcomesOf } from "@/components/generation/announcement";
import type { GenerationView } from "@/lib/generation/schema";

/** Tells what ends while the page is open, each once. */
export function useEnded(
  generations: readonly GenerationView[],
  tell: (ended: Ended) => void,
): void {
  const known = useRef(outcomesOf(generations));
  const onEnded = useEffectEvent(tell);
  useEffect(() => {
    const outcomes = outcomesOf(generations);
    const ended = endedBetween(known.current, outcomes);
    known.current = outcomes;
    if (ended.finishedIds.length > 0 || ended.failures.length > 0) onEnded(ended);
  }, [generations]);
}
