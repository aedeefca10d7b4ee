import { type CellState, cellStateOf, cellsOf } from "@/components/generation/cells";
import { secondsLeft } from "@/components/generation/progress";
import type { GenerationView } from "@/lib/generation/schema";

/** With the gateway, and in time: of the others nobody knows when they come. */
const IN_TIME: ReadonlySet<CellState["kind"]> = new Set(["sent", "rendering"]);

/** Whole seconds until the next picture of a generation; null when nothing true can be said. */
export function secondsToNext(generation: GenerationView, now: number): number | null {
  const { variants, typicalMs } = generation;
  const seconds = cellsOf(variants).flatMap((variant) => {
    const { submittedAt } = variant;
    if (!submittedAt || !IN_TIME.has(cellStateOf(variant, generation, now).kind)) return [];
    return secondsLeft({ elapsedMs: now - Date.parse(submittedAt), typicalMs }) ?? [];
  });
  return seconds.length > 0 ? Math.min(...seconds) : null;
}
