import { measuresOf, pathsOf, type Size } from "@/components/annotate/mark-look";
import { moveMark, type Point, within } from "@/components/annotate/marks";
import type { Mark } from "@/lib/generation/schema/inputs";

type End = "from" | "to";
/** An end of a mark: which of its two points gives the x of it, and which the y. */
export type Corner = readonly [x: End, y: End];
/** What of which mark the hand has hold of; `null` is the whole of it. */
export type Grip = { index: number; corner: Corner | null };

/** As far as a finger misses, as a share of the long edge. */
const REACH = 0.024;

const ARROW_ENDS: readonly Corner[] = [
  ["from", "from"],
  ["to", "to"],
];
const BOX_CORNERS: readonly Corner[] = [...ARROW_ENDS, ["from", "to"], ["to", "from"]];

type Measured = (point: readonly [number, number]) => Point;

/** Where a mark can be taken by an end: in shares of the picture. */
export function cornersOf(mark: Mark): { corner: Corner; at: Point }[] {
  if (mark.kind !== "arrow" && mark.kind !== "box") return [];
  const corners = mark.kind === "arrow" ? ARROW_ENDS : BOX_CORNERS;
  return corners.map((corner) => ({ corner, at: [mark[corner[0]][0], mark[corner[1]][1]] }));
}

/** What lies under the hand; what was drawn last lies on top. `size` is the board's. */
export function gripAt(marks: readonly Mark[], point: Point, size: Size): Grip | null {
  const inUnits: Measured = ([x, y]) => [x * size.width, y * size.height];
  const hand = inUnits(point);
  const reach = Math.max(size.width, size.height) * REACH;
  const isNear = (at: Point) => Math.hypot(at[0] - hand[0], at[1] - hand[1]) <= reach;
  for (const [index, mark] of [...marks.entries()].reverse()) {
    const end = cornersOf(mark).find(({ at }) => isNear(inUnits(at)));
    if (end) return { index, corner: end.corner };
    if (isUnder(mark, hand, { size, reach, inUnits })) return { index, corner: null };
  }
  return null;
}

/** Moved by shares of the picture: all of it, or the end that is held. It stays inside. */
export function moveGrip(mark: Mark, corner: Corner | null, [x, y]: Point): Mark {
  if (!corner || (mark.kind !== "arrow" && mark.kind !== "box")) return moveMark(mark, x, y);
  const moved = { from: [...mark.from] as Point, to: [...mark.to] as Point };
  moved[corner[0]][0] = within(moved[corner[0]][0] + x);
  moved[corner[1]][1] = within(moved[corner[1]][1] + y);
  return { ...mark, ...moved };
}

function isUnder(
  mark: Mark,
  hand: Point,
  { size, reach, inUnits }: { size: Size; reach: number; inUnits: Measured },
): boolean {
  if (mark.kind === "label") {
    const [left, base] = inUnits(mark.at);
    const { text } = measuresOf(size);
    // Wider than most letters: a label is taken beside its end rather than missed.
    const isBeside = hand[0] >= left - reach && hand[0] <= left + mark.text.length * text * 0.6;
    return isBeside && hand[1] <= base + reach && hand[1] >= base - text - reach;
  }
  if (mark.kind === "box" && isInside(hand, inUnits(mark.from), inUnits(mark.to))) return true;
  return pathsOf(mark, size).some((path) =>
    path.some((to, index) => {
      const from = path[index - 1] ?? to;
      return distanceTo(hand, inUnits(from), inUnits(to)) <= reach;
    }),
  );
}

const isBetween = (value: number, a: number, b: number) =>
  value >= Math.min(a, b) && value <= Math.max(a, b);

const isInside = (hand: Point, from: Point, to: Point) =>
  isBetween(hand[0], from[0], to[0]) && isBetween(hand[1], from[1], to[1]);

/** From a point to a stroke. */
function distanceTo(hand: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((hand[0] - from[0]) * dx + (hand[1] - from[1]) * dy) / square;
  const share = within(along);
  return Math.hypot(hand[0] - from[0] - share * dx, hand[1] - from[1] - share * dy);
}
