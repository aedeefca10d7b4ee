import { useEffect, useState } from "react";
import { useEnded } from "@/components/generation/use-ended";
import type { GenerationView } from "@/lib/generation/schema";

/** How many pictures that the person asked for have ended while the tab was hidden; 0 once it is looked at. */
export function useUnseenCount(generations: readonly GenerationView[], personId: string): number {
  const [count, setCount] = useState(0);
  useEnded(generations, ({ finishedIds, failures }) => {
    if (!document.hidden) return;
    const ids = new Set([...finishedIds, ...failures.map(({ id }) => id)]);
    const mine = generations
      .filter(({ author }) => author.id === personId)
      .flatMap(({ variants }) => variants.filter(({ id }) => ids.has(id)));
    setCount((known) => known + mine.length);
  });
  useEffect(() => {
    const look = () => {
      if (!document.hidden) setCount(0);
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return count;
}
