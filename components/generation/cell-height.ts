import { useState } from "react";

/** In a cookie, so that the server paints the rows as high as they are. */
export const CELL_HEIGHT_COOKIE = "maquette.cell-height";
/** CSS px. */
export const CELL_HEIGHT_MIN = 120;
export const CELL_HEIGHT_MAX = 320;
const YEAR_MS = 31_536_000_000;

/** Null is the height that the window's width asks for. */
export function cellHeightOf(kept: string | undefined): number | null {
  const height = Number(kept);
  return height >= CELL_HEIGHT_MIN && height <= CELL_HEIGHT_MAX ? height : null;
}

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
