import type { Mark } from "@/lib/generation/schema/inputs";

/** Unlike anything in a photograph: the model has to tell a mark from the picture. */
export const MARK_COLOUR = "#ff0055";
export const EDGE_COLOUR = "#ffffff";

/** Shares of the long edge: marks look on the board as in the copy that is sent. */
const LINE = 0.004;
const HEAD = 0.02;
const TEXT = 0.024;

export type Size = { width: number; height: number };
type Pair = readonly [x: number, y: number];
/** In shares of the picture. */
export type Path = readonly Pair[];

/** In the unit of `size`: the width of a stroke, of the stroke with its white edge, and the height of text. */
export function measuresOf({ width, height }: Size) {
  const edge = Math.max(width, height);
  return { line: edge * LINE, edgeLine: edge * LINE * 2, text: Math.round(edge * TEXT) };
}

/** The strokes that a mark is made of; a label has none. */
export function pathsOf(mark: Exclude<Mark, { kind: "label" }>, size: Size): Path[] {
  switch (mark.kind) {
    case "freehand":
      return [mark.points];
    case "arrow":
      return [[mark.from, mark.to], arrowHead(mark, size)];
    case "box": {
      const [[left, top], [right, bottom]] = [mark.from, mark.to];
      return [[mark.from, [right, top], mark.to, [left, bottom], mark.from]];
    }
  }
}

function arrowHead({ from, to }: { from: Pair; to: Pair }, { width, height }: Size): Path {
  const length = Math.max(width, height) * HEAD;
  const angle = Math.atan2((to[1] - from[1]) * height, (to[0] - from[0]) * width);
  const wing = (turn: number): Pair => [
    to[0] - (length * Math.cos(angle + turn)) / width,
    to[1] - (length * Math.sin(angle + turn)) / height,
  ];
  return [wing(-0.5), to, wing(0.5)];
}
