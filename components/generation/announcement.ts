import { cellsOf, isDone } from "@/components/generation/cells";
import type { FailureCode, GenerationView } from "@/lib/generation/schema";

/** Outcome of a variant by its id, for telling what is new between two moments. */
export type Outcomes = ReadonlyMap<string, "done" | FailureCode | "open">;

export function outcomesOf(generations: readonly GenerationView[]): Outcomes {
  return new Map(
    generations.flatMap(({ variants }) =>
      variants.map((variant) => {
        if (isDone(variant)) return [variant.id, "done"] as const;
        return [variant.id, variant.failure?.code ?? "open"] as const;
      }),
    ),
  );
}

/** Only what was open before can end: older pages that come in say nothing. */
export function endedBetween(before: Outcomes, after: Outcomes) {
  const ended = [...after].filter(
    ([id, outcome]) => before.get(id) === "open" && outcome !== "open",
  );
  const failures = ended.flatMap(([, outcome]) =>
    outcome === "done" || outcome === "open" ? [] : [outcome],
  );
  return { finishedIds: ended.flatMap(([id, o]) => (o === "done" ? [id] : [])), failures };
}

/** Of the generations that one of `variantIds` belongs to. */
export function finishedTally(
  generations: readonly GenerationView[],
  variantIds: readonly string[],
) {
  const ids = new Set(variantIds);
  const cells = generations
    .filter(({ variants }) => variants.some(({ id }) => ids.has(id)))
    .flatMap(({ variants }) => cellsOf(variants));
  return { doneCount: cells.filter(isDone).length, cellCount: cells.length };
}
