import type { Mark } from "@/lib/generation/schema/inputs";

export const TOOLS = ["arrow", "box", "freehand", "label"] as const;
export type Tool = (typeof TOOLS)[number];
/** What the pointer does: draws a mark of that kind, or takes hold of one that is there. */
export type Hand = Tool | "move";

export type Point = [x: number, y: number];

/** Shorter strokes are slips of the hand; a share of the picture. */
const STROKE_MIN = 0.01;
/** Freehand points closer than this add nothing that can be seen. */
const STEP_MIN = 0.003;
const POINTS_MAX = 2_000;

export const within = (share: number) => Math.min(1, Math.max(0, share));
const at = (x: number, y: number): Point => [within(x), within(y)];
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** What a new mark is, where nobody drew: in the middle, for who works by keyboard. */
export function centralMark(tool: Tool, text: string): Mark {
  switch (tool) {
    case "label":
      return { kind: "label", at: [0.45, 0.5], text };
    case "freehand":
      return {
        kind: "freehand",
        points: [
          [0.4, 0.5],
          [0.5, 0.45],
          [0.6, 0.5],
        ],
      };
    default:
      return { kind: tool, from: [0.4, 0.4], to: [0.6, 0.6] };
  }
}

/** A stroke that begins at `from`. */
export const beginMark = (tool: Exclude<Tool, "label">, from: Point): Mark =>
  tool === "freehand" ? { kind: tool, points: [from, from] } : { kind: tool, from, to: from };

export function drawTo(mark: Mark, to: Point): Mark {
  if (mark.kind === "label") return mark;
  if (mark.kind !== "freehand") return { ...mark, to };
  const last = mark.points.at(-1);
  const isFull = mark.points.length >= POINTS_MAX;
  if (isFull || (last && distance(last, to) < STEP_MIN)) return mark;
  return { ...mark, points: [...mark.points, to] };
}

export const isSlip = (mark: Mark): boolean =>
  (mark.kind === "freehand" && mark.points.length < 4) ||
  ((mark.kind === "arrow" || mark.kind === "box") && distance(mark.from, mark.to) < STROKE_MIN);

/** The whole mark, moved by shares of the picture; it stays inside. */
export function moveMark(mark: Mark, x: number, y: number): Mark {
  const move = ([px, py]: readonly [number, number]) => at(px + x, py + y);
  switch (mark.kind) {
    case "label":
      return { ...mark, at: move(mark.at) };
    case "freehand":
      return { ...mark, points: mark.points.map(move) };
    default:
      return { ...mark, from: move(mark.from), to: move(mark.to) };
  }
}
