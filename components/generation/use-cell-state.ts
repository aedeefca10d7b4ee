import { useQuery } from "@tanstack/react-query";
import { type CellState, cellStateOf } from "@/components/generation/cells";
import { useNow } from "@/components/generation/use-now";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { sendingQuery } from "@/lib/sending/queries";

/** What waits in line while everything is paused says so, whether or not its turn has come since. */
export function useCellState(generation: GenerationView, variant: VariantView): CellState {
  const now = useNow();
  const isPaused = useQuery(sendingQuery()).data?.pause != null;
  const state = cellStateOf(variant, generation, now);
  return isPaused && state.kind === "queued"
    ? { kind: "sending_paused", until: null, attemptNumber: null }
    : state;
}
