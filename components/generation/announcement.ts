import { cellsOf, isDone } from "@/components/generation/cells";
import type { FailureCode, GenerationView } from "@/lib/generation/schema";
import { isSettled } from "@/lib/generation/schema/facts";

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

/** What ended between two moments: finished variants, and the others with why they failed. */
export type Ended = { finishedIds: string[]; failures: { id: string; code: FailureCode }[] };

/** Only what was open before can end: older pages that come in say nothing. */
export function endedBetween(before: Outcomes, after: Outcomes): Ended {
  const ended = [...after].filter(
    ([id, outcome]) => before.get(id) === "open" && outcome !== "open",
  );
  const failures = ended.flatMap(([id, outcome]) =>
    outcome === "done" || outcome === "open" ? [] : [{ id, code: outcome }],
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

/** What a person pressed for and has now come to its end, with the last of its cells. */
export function completedOf(
  generations: readonly GenerationView[],
  { finishedIds, failures }: Ended,
  personId: string,
): GenerationView[] {
  const ids = new Set([...finishedIds, ...failures.map(({ id }) => id)]);
  return generations.filter(
    ({ author, variants }) =>
      author.id === personId &&
      variants.some(({ id }) => ids.has(id)) &&
      cellsOf(variants).every((variant) => isSettled(variant) || variant.isLetGo),
  );
}
