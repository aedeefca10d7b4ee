import { useState } from "react";
import type { Mark } from "@/lib/generation/schema/inputs";

/** Marks with everything that was done to them, to be undone one by one. */
export function useMarks(initial: readonly Mark[]) {
  const [states, setStates] = useState<readonly (readonly Mark[])[]>([initial]);
  const marks = states.at(-1) ?? [];
  const next = (update: (marks: readonly Mark[]) => readonly Mark[]) =>
    setStates((all) => [...all, update(all.at(-1) ?? [])]);
  return {
    marks,
    add: (mark: Mark) => next((all) => [...all, mark]),
    change: (index: number, mark: Mark) => next((all) => all.with(index, mark)),
    remove: (index: number) => next((all) => all.toSpliced(index, 1)),
    undo: states.length > 1 ? () => setStates((all) => all.slice(0, -1)) : null,
  };
}
