import { useKept } from "@/components/ui/use-kept";
import type { Mark } from "@/lib/generation/schema/inputs";

/** Marks after each thing that was done to them. */
type States = readonly (readonly Mark[])[];

const kept = new Map<string, States>();
const keyOf = (imageId: string, before: readonly Mark[]) => `${imageId} ${JSON.stringify(before)}`;

/**
 * Marks with everything that was done to them, to be undone one by one. They stay with the picture when the
 * board is closed: `before` is what was staged when it was opened.
 */
export function useMarks(imageId: string, before: readonly Mark[]) {
  const [states, setStates] = useKept<States>(kept, keyOf(imageId, before), () => [before]);
  const marks = states.at(-1) ?? [];
  const next = (update: (marks: readonly Mark[]) => readonly Mark[]) =>
    setStates((all) => [...all, update(all.at(-1) ?? [])]);
  return {
    marks,
    add: (mark: Mark) => next((all) => [...all, mark]),
    change: (index: number, mark: Mark) => next((all) => all.with(index, mark)),
    remove: (index: number) => next((all) => all.toSpliced(index, 1)),
    undo: states.length > 1 ? () => setStates((all) => all.slice(0, -1)) : null,
    /** Found again too when another picture has taken the place of this one. */
    keep: () => void kept.set(keyOf(imageId, []), states),
  };
}
