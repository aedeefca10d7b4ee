import { useTranslations } from "next-intl";
import type { KeyboardEvent, PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import { imageUrl } from "@/lib/image/schema/facts";
import type { Focus, TakeoutSample } from "@/lib/takeout/schema";

/** Of the picture's side, for one press of an arrow, and with Shift. */
const STEP = 0.01;
const LONG_STEP = 0.1;
const MOVES: Partial<Record<string, [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type FocusPointProps = {
  sample: TakeoutSample;
  focus: Focus;
  move: (focus: Focus) => void;
  isLocked: boolean;
};

const within = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
const percent = (share: number) => Math.round(share * 100);

/** The whole picture with the point that a crop keeps in sight. */
export function FocusPoint({ sample, focus, move, isLocked }: FocusPointProps) {
  const t = useTranslations("takeout.crop");
  function point(event: PointerEvent<HTMLElement>) {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    move({
      x: within((event.clientX - left) / width),
      y: within((event.clientY - top) / height),
    });
  }
  function press(event: KeyboardEvent) {
    const step = MOVES[event.key];
    if (!step || isLocked) return;
    event.preventDefault();
    const length = event.shiftKey ? LONG_STEP : STEP;
    move({ x: within(focus.x + step[0] * length), y: within(focus.y + step[1] * length) });
  }
  const place = t("at", { x: percent(focus.x), y: percent(focus.y) });
  return (
    <div
      onPointerDown={(event) => {
        if (isLocked || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
      }}
      className={cn("relative w-fit touch-none", !isLocked && "cursor-crosshair")}
    >
      <PlainImage
        src={imageUrl(sample.imageId, 640)}
        alt=""
        draggable={false}
        width={sample.width}
        height={sample.height}
        className="h-auto max-h-52 w-auto max-w-full select-none rounded-print bg-well"
      />
      <span
        role="slider"
        tabIndex={0}
        aria-label={t("point")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent(focus.x)}
        aria-valuetext={place}
        aria-disabled={isLocked || undefined}
        onKeyDown={press}
        style={{ left: `${focus.x * 100}%`, top: `${focus.y * 100}%` }}
        className="absolute grid size-8 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full outline-offset-0 focus-visible:outline-2 focus-visible:outline-blue-2"
      >
        <span className="size-4 rounded-full border-2 border-on-tag bg-tag shadow-print" />
      </span>
    </div>
  );
}
