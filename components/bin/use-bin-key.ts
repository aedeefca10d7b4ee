import { useBinning } from "@/components/bin/use-binning";
import { cellOf } from "@/components/generation/cell-id";
import { isDone } from "@/components/generation/cells";
import { placeOf } from "@/components/keyboard/place";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { GenerationView } from "@/lib/generation/schema";

/** Puts the picture of the feed that has the focus in the bin. */
export function useBinKey(generations: readonly GenerationView[], mayBin: boolean): void {
  const { bin } = useBinning();
  useShortcut("bin", mayBin ? ({ target }) => binHere(target) : null);

  /** False where the focus is on no finished picture. */
  function binHere(target: EventTarget | null): boolean {
    if (!(target instanceof Element) || placeOf(target) !== "page") return false;
    const id = cellOf(target);
    for (const generation of generations) {
      const variant = generation.variants.find((each) => each.id === id);
      if (!variant || !isDone(variant)) continue;
      void bin({ generation, variant });
      return true;
    }
    return false;
  }
}
