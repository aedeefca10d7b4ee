/** In a cookie, so that the server paints the rows as high as they are. */
export const CELL_HEIGHT_COOKIE = "maquette.cell-height";
/** CSS px. */
export const CELL_HEIGHT_MIN = 120;
export const CELL_HEIGHT_MAX = 320;

/** Null is the height that the window's width asks for. */
export function cellHeightOf(kept: string | undefined): number | null {
  const height = Number(kept);
  return height >= CELL_HEIGHT_MIN && height <= CELL_HEIGHT_MAX ? height : null;
}
