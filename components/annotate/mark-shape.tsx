import { ARROW_HEAD, arrowHead, MARK_COLOUR } from "@/components/annotate/mark-look";
import type { Mark } from "@/lib/generation/schema/inputs";

type MarkShapeProps = { mark: Mark; size: { width: number; height: number } };

const points = (
  list: readonly (readonly [number, number])[],
  { width, height }: MarkShapeProps["size"],
) => list.map(([x, y]) => `${x * width},${y * height}`).join(" ");

/** A mark in the pixels of the board; a white edge lets it be read on any picture. */
export function MarkShape({ mark, size }: MarkShapeProps) {
  const { width, height } = size;
  const stroke = { fill: "none", strokeLinecap: "round", strokeLinejoin: "round" } as const;
  const twice = (shape: (look: object) => React.ReactNode) => (
    <>
      {shape({ ...stroke, stroke: "white", strokeWidth: 6 })}
      {shape({ ...stroke, stroke: MARK_COLOUR, strokeWidth: 3 })}
    </>
  );
  switch (mark.kind) {
    case "box": {
      const [x, y] = [Math.min(mark.from[0], mark.to[0]), Math.min(mark.from[1], mark.to[1])];
      const [w, h] = [Math.abs(mark.to[0] - mark.from[0]), Math.abs(mark.to[1] - mark.from[1])];
      const box = { x: x * width, y: y * height, width: w * width, height: h * height };
      return twice((look) => <rect {...box} {...look} />);
    }
    case "arrow":
      return twice((look) => (
        <>
          <polyline points={points([mark.from, mark.to], size)} {...look} />
          <polyline points={points(arrowHead(mark, size, ARROW_HEAD), size)} {...look} />
        </>
      ));
    case "freehand":
      return twice((look) => <polyline points={points(mark.points, size)} {...look} />);
    case "label":
      return (
        <text
          x={mark.at[0] * width}
          y={mark.at[1] * height}
          fill={MARK_COLOUR}
          stroke="white"
          strokeWidth={4}
          paintOrder="stroke"
          className="font-[580] text-[18px]"
        >
          {mark.text}
        </text>
      );
  }
}
