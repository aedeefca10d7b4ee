import {
  EDGE_COLOUR,
  MARK_COLOUR,
  measuresOf,
  pathsOf,
  type Size,
} from "@/components/annotate/mark-look";
import type { Mark } from "@/lib/generation/schema/inputs";

type MarkShapeProps = { mark: Mark; size: Size };

/** A mark in the units of the board; a white edge lets it be read on any picture. */
export function MarkShape({ mark, size }: MarkShapeProps) {
  const { line, edgeLine, text } = measuresOf(size);
  const { width, height } = size;
  if (mark.kind === "label") {
    return (
      <text
        x={mark.at[0] * width}
        y={mark.at[1] * height}
        fill={MARK_COLOUR}
        stroke={EDGE_COLOUR}
        strokeWidth={edgeLine}
        paintOrder="stroke"
        fontSize={text}
        fontFamily="sans-serif"
        fontWeight={600}
      >
        {mark.text}
      </text>
    );
  }
  const paths = pathsOf(mark, size).map((path) =>
    path.map(([x, y]) => `${x * width},${y * height}`).join(" "),
  );
  return [
    { colour: EDGE_COLOUR, strokeWidth: edgeLine },
    { colour: MARK_COLOUR, strokeWidth: line },
  ].map(({ colour, strokeWidth }) =>
    paths.map((points) => (
      <polyline
        key={`${colour} ${points}`}
        points={points}
        fill="none"
        stroke={colour}
        strokeWidth={strokeWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    )),
  );
}
