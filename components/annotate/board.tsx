import { type PointerEvent, useState } from "react";
import { MarkShape } from "@/components/annotate/mark-shape";
import { beginMark, drawTo, isSlip, type Point, type Tool } from "@/components/annotate/marks";
import { PlainImage } from "@/components/ui/plain-image";
import type { Mark } from "@/lib/generation/schema/inputs";

type BoardProps = {
  src: string;
  /** Of the picture, px. */
  width: number;
  height: number;
  marks: readonly Mark[];
  tool: Tool;
  add: (mark: Mark) => void;
  /** Where a label is to stand. */
  placeLabel: (at: Point) => void;
};

const BOARD_WIDTH = 1_000;
/** As much of the window's height as leaves room for the tools and the list. */
const HEIGHT_DVH = 58;

function pointOf(event: PointerEvent<SVGSVGElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (value: number) => Math.min(1, Math.max(0, value));
  return [
    share((event.clientX - box.left) / box.width),
    share((event.clientY - box.top) / box.height),
  ];
}

/** The picture to draw on. Who has no pointer adds and moves marks from the list beside it. */
export function Board({ src, width, height, marks, tool, add, placeLabel }: BoardProps) {
  const [drawn, setDrawn] = useState<Mark | null>(null);
  const size = { width: BOARD_WIDTH, height: (BOARD_WIDTH * height) / width };

  function begin(event: PointerEvent<SVGSVGElement>) {
    if (event.button !== 0) return;
    if (tool === "label") {
      placeLabel(pointOf(event));
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrawn(beginMark(tool, pointOf(event)));
  }

  function end() {
    if (drawn && !isSlip(drawn)) add(drawn);
    setDrawn(null);
  }

  return (
    <div
      style={{
        aspectRatio: `${width} / ${height}`,
        width: `min(100%, ${(HEIGHT_DVH * width) / height}dvh)`,
      }}
      className="relative mx-auto flex-none overflow-hidden rounded-print bg-well"
    >
      <PlainImage src={src} alt="" draggable={false} className="absolute inset-0 size-full" />
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${size.width} ${size.height}`}
        onPointerDown={begin}
        onPointerMove={(event) => {
          const point = pointOf(event);
          setDrawn((mark) => mark && drawTo(mark, point));
        }}
        onPointerUp={end}
        onPointerCancel={() => setDrawn(null)}
        className="absolute inset-0 size-full cursor-crosshair touch-none"
      >
        {[...marks, ...(drawn ? [drawn] : [])].map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the list
          <MarkShape key={index} mark={mark} size={size} />
        ))}
      </svg>
    </div>
  );
}
