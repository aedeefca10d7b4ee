import { useState } from "react";
import {
  between,
  NOTHING,
  type Range,
  type Selection,
  toggled,
  withRange,
} from "@/components/library/selection";

/** What is chosen in one list, and where the next range begins. */
export function useSelection(total: number) {
  const [{ chosen, anchor }, setState] = useState<{ chosen: Selection; anchor: number | null }>({
    chosen: NOTHING,
    anchor: null,
  });
  return {
    chosen,
    toggle: (index: number) => setState({ chosen: toggled(chosen, index), anchor: index }),
    /** From where the last one was chosen, or from `start`. */
    extendTo: (index: number, start = index) => {
      const from = anchor ?? start;
      setState({ chosen: withRange(chosen, between(from, index)), anchor: from });
    },
    /** `base` is what was chosen before the band was drawn. */
    drawOver: (base: Selection, ranges: readonly Range[]) =>
      setState({ chosen: ranges.reduce(withRange, base), anchor }),
    all: () => setState({ chosen: withRange(NOTHING, { first: 0, end: total }), anchor }),
    clear: () => setState({ chosen: NOTHING, anchor: null }),
  };
}
export type ChosenPictures = ReturnType<typeof useSelection>;
