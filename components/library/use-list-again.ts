import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readPlace, type Start } from "@/components/library/grid-place";
import { dayAt, firstOfDay } from "@/components/library/layout";
import { LIBRARY_DAYS_KEY } from "@/lib/library/queries";
import type { LibraryDays } from "@/lib/library/schema";

/** Where the next list begins: with the focus on a tile, or with the day that was seen first. */
export type Beginning = { index: number } | { day: string };

export function startOf(beginning: Beginning, { days, total }: LibraryDays): Start {
  if ("day" in beginning) return { index: firstOfDay(days, beginning.day), hasFocus: false };
  return { index: Math.min(beginning.index, total - 1), hasFocus: true };
}

/** The same search in other tiles, without losing where one is. */
export function useListAgain(found: LibraryDays | undefined) {
  const queryClient = useQueryClient();
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  return {
    beginning,
    onBegun: () => setBeginning(null),
    again(index: number) {
      setBeginning({ index });
      void queryClient.invalidateQueries({ queryKey: LIBRARY_DAYS_KEY });
    },
    /** What is asked for next has other tiles. */
    keepDay() {
      const first = found && readPlace(found.total);
      const day = first ? dayAt(found.days, first) : null;
      setBeginning(day === null ? null : { day });
    },
  };
}
