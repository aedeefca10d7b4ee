import type { DropPlace } from "@/components/reference-image/slots";

type Box = { left: number; right: number; top: number; bottom: number };
type Point = { x: number; y: number };

/** Over a tile replaces, beside one inserts, anywhere else adds at the end. `tiles` in slot order, px. */
export function dropPlace(tiles: readonly Box[], { x, y }: Point): DropPlace {
  const inRow = tiles
    .map((tile, index) => ({ ...tile, index }))
    .filter(({ top, bottom }) => y >= top && y <= bottom);
  const over = inRow.find(({ left, right }) => x >= left && x <= right);
  if (over) return { kind: "replace", index: over.index };
  const next = inRow.find(({ left }) => x < left);
  return next ? { kind: "insert", index: next.index } : null;
}
