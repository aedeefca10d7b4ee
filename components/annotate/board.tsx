import { type PointerEvent, useState } from "react";
import { cornersOf, type Grip, gripAt, moveGrip } from "@/components/annotate/grip";
import type { Size } from "@/components/annotate/mark-look";
import { MarkShape } from "@/components/annotate/mark-shape";
import { beginMark, drawTo, type Hand, isSlip, type Point } from "@/components/annotate/marks";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import type { Mark } from "@/lib/generation/schema/inputs";

type BoardProps = {
  src: string;
  /** Of the picture, px. */
  width: number;
  height: number;
  marks: readonly Mark[];
  /** The mark that is held or was chosen in the list; its ends can be taken. */
  chosen: number | null;
  choose: (index: number | null) => void;
  hand: Hand;
  add: (mark: Mark) => void;
  change: (index: number, mark: Mark) => void;
  /** Where a label is to stand. */
  placeLabel: (at: Point) => void;
};

/** What the hand is at: a new mark, or one that it moves from where it was taken. */
type Stroke =
  | { kind: "draw"; mark: Mark }
  | { kind: "move"; grip: Grip; taken: Mark; from: Point; mark: Mark };

const BOARD_WIDTH = 1_000;
const HANDLE_RADIUS = 7;
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

function goneOn(stroke: Stroke, to: Point): Stroke {
  if (stroke.kind === "draw") return { ...stroke, mark: drawTo(stroke.mark, to) };
  const { grip, taken, from } = stroke;
  return { ...stroke, mark: moveGrip(taken, grip.corner, [to[0] - from[0], to[1] - from[1]]) };
}

function useStroke({ marks, choose, hand, add, change, placeLabel }: BoardProps, size: Size) {
  const [stroke, setStroke] = useState<Stroke | null>(null);

  function take(from: Point) {
    const grip = gripAt(marks, from, size);
    const taken = grip && marks[grip.index];
    choose(grip ? grip.index : null);
    if (taken) setStroke({ kind: "move", grip, taken, from, mark: taken });
  }
  function begin(event: PointerEvent<SVGSVGElement>) {
    if (event.button !== 0) return;
    const at = pointOf(event);
    if (hand === "label") return placeLabel(at);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (hand === "move") take(at);
    else setStroke({ kind: "draw", mark: beginMark(hand, at) });
  }
  function end() {
    if (stroke?.kind === "draw" && !isSlip(stroke.mark)) add(stroke.mark);
    if (stroke?.kind === "move" && stroke.mark !== stroke.taken)
      change(stroke.grip.index, stroke.mark);
    setStroke(null);
  }
  return {
    stroke,
    handlers: {
      onPointerDown: begin,
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        const to = pointOf(event);
        setStroke((current) => current && goneOn(current, to));
      },
      onPointerUp: end,
      onPointerCancel: () => setStroke(null),
    },
  };
}

function shownMarks(marks: readonly Mark[], stroke: Stroke | null): readonly Mark[] {
  if (stroke?.kind === "draw") return [...marks, stroke.mark];
  return stroke ? marks.with(stroke.grip.index, stroke.mark) : marks;
}

/** The picture to draw on. Who has no pointer adds and moves marks from the list beside it. */
export function Board(props: BoardProps) {
  const { src, width, height, marks, chosen, hand } = props;
  const size = { width: BOARD_WIDTH, height: (BOARD_WIDTH * height) / width };
  const { stroke, handlers } = useStroke(props, size);
  const shown = shownMarks(marks, stroke);
  const held = chosen === null || stroke?.kind === "draw" ? undefined : shown[chosen];
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
        {...handlers}
        className={cn(
          "absolute inset-0 size-full touch-none",
          hand === "move" ? "cursor-grab" : "cursor-crosshair",
        )}
      >
        {shown.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the list
          <MarkShape key={index} mark={mark} size={size} />
        ))}
        {held ? <Handles mark={held} size={size} /> : null}
      </svg>
    </div>
  );
}

function Handles({ mark, size }: { mark: Mark; size: Size }) {
  return cornersOf(mark).map(({ corner, at: [x, y] }) => (
    <circle
      key={corner.join()}
      cx={x * size.width}
      cy={y * size.height}
      r={HANDLE_RADIUS}
      className="fill-white stroke-(--blue)"
      strokeWidth={2.5}
    />
  ));
}
