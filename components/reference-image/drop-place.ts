import type { DropPlace } from "@/components/reference-image/slots";

type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;
type Point = { x: number; y: number };

/** Over a tile replaces, beside one inserts, anywhere else adds at the end. `tiles` in slot order, px. */
export function dropPlace(tiles: readonly Box[], { x, y }: Point): DropPlace {
  const isInRow = ({ top, bottom }: Box) => y >= top && y <= bottom;
  const over = tiles.findIndex((tile) => isInRow(tile) && x >= tile.left && x <= tile.right);
  if (over !== -1) return { kind: "replace", index: over };
  const next = tiles.findIndex((tile) => isInRow(tile) && x < tile.left);
  return next === -1 ? null : { kind: "insert", index: next };
}
