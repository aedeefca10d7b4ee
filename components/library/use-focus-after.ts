import { useEffect, useEffectEvent, useRef } from "react";
import type { FocusGrid } from "@/components/library/grid";

/** Back from a picture the focus is on it again, or where the grid had it last. */
export function useFocusAfter(variantId: string | null) {
  const grid = useRef<FocusGrid>(null);
  const last = useRef<string>(null);
  const comeBack = useEffectEvent((from: string) => {
    if (document.activeElement === document.body) grid.current?.(from);
  });
  useEffect(() => {
    const before = last.current;
    last.current = variantId;
    if (!before || variantId) return;
    // The dialog lets the focus go only after it has left.
    const timer = setTimeout(() => comeBack(before), 0);
    return () => clearTimeout(timer);
  }, [variantId]);
  return grid;
}
