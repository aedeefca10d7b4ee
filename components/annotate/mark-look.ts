/** Unlike anything in a photograph: the model has to tell a mark from the picture. */
export const MARK_COLOUR = "#ff0055";
/** Pixels of the board. */
export const ARROW_HEAD = 16;

type Size = { width: number; height: number };
type Pair = readonly [number, number];

/** The three points of an arrow's head, in shares of the picture. */
export function arrowHead(
  { from, to }: { from: Pair; to: Pair },
  { width, height }: Size,
  length: number,
): Pair[] {
  const angle = Math.atan2((to[1] - from[1]) * height, (to[0] - from[0]) * width);
  const wing = (turn: number): Pair => [
    to[0] - (length * Math.cos(angle + turn)) / width,
    to[1] - (length * Math.sin(angle + turn)) / height,
  ];
  return [wing(-0.5), to, wing(0.5)];
}
