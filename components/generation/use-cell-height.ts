import { useState } from "react";
import { CELL_HEIGHT_COOKIE } from "@/components/generation/cell-height";

const YEAR_MS = 31_536_000_000;

// Not on every address and not in every browser: there it is not remembered.
const keep = (height: number) =>
  window.cookieStore?.set({
    name: CELL_HEIGHT_COOKIE,
    value: String(height),
    expires: Date.now() + YEAR_MS,
    sameSite: "lax",
  });

export function useCellHeight(kept: number | null) {
  const [height, setHeight] = useState(kept);
  return {
    height,
    set(next: number) {
      setHeight(next);
      void keep(next);
    },
  };
}
