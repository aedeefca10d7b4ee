import { useState } from "react";
import { CELL_HEIGHT_COOKIE } from "@/components/generation/cell-height";
import { keepInBrowser } from "@/components/ui/keep-in-browser";

export function useCellHeight(kept: number | null) {
  const [height, setHeight] = useState(kept);
  return {
    height,
    set(next: number) {
      setHeight(next);
      keepInBrowser(CELL_HEIGHT_COOKIE, String(next));
    },
  };
}
