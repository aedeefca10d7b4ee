import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { CompareMode } from "@/components/compare/compare-modes";
import { CompareStage, Layer, NameTags } from "@/components/compare/compare-stage";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import type { Zoom } from "@/components/viewer/use-zoom";
import type { Size } from "@/components/viewer/zoom";

type PairStagesProps = {
  pictures: readonly [ComparedPicture, ComparedPicture];
  mode: CompareMode;
  /** B lies over A while Space is held. */
  isHeld: boolean;
  zoom: Zoom;
  stageSize: Size | null;
};

const STEP: Partial<Record<string, number>> = { ArrowLeft: -2, ArrowRight: 2 };

/** The line between A and B, in percent from the left. */
function SplitLine({ split, setSplit }: { split: number; setSplit: (split: number) => void }) {
  const t = useTranslations("compare");
  const set = (next: number) => setSplit(Math.min(100, Math.max(0, next)));
  function press(event: KeyboardEvent) {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(split + step);
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t("split")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split)}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={({ currentTarget, pointerId, clientX }) => {
        const box = currentTarget.parentElement?.getBoundingClientRect();
        if (!box || !currentTarget.hasPointerCapture(pointerId)) return;
        set(((clientX - box.left) / box.width) * 100);
      }}
      style={{ left: `${split}%` }}
      className="absolute inset-y-0 -ms-3 w-6 cursor-ew-resize touch-none max-tablet:-ms-5.5 max-tablet:w-11"
    >
      <span className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_1px_oklch(0_0_0/.4)]" />
    </div>
  );
}

const SHOWN = { visibility: "visible" } as const;
const HIDDEN = { visibility: "hidden" } as const;

/** Two pictures: beside each other, or B over A as the mode wants it. */
export function PairStages({ pictures, mode, isHeld, zoom, stageSize }: PairStagesProps) {
  const [split, setSplit] = useState(50);
  const [a, b] = pictures;
  const isBothSeen = mode === "slider" || mode === "difference";
  const shared = { leader: a.image, zoom };
  const frame = { pictures, zoom, stageSize };
  const over = {
    side: isHeld ? SHOWN : HIDDEN,
    flip: isHeld ? SHOWN : HIDDEN,
    slider: isHeld ? SHOWN : { clipPath: `inset(0 0 0 ${split}%)` },
    difference: isHeld ? SHOWN : ({ mixBlendMode: "difference" } as const),
  }[mode];
  return (
    <>
      <CompareStage {...frame} index={isHeld ? 1 : 0}>
        <Layer {...shared} picture={a} />
        <Layer {...shared} picture={b} style={over} />
        {isBothSeen && !isHeld ? (
          // The corner is the small map's as soon as there is one.
          <NameTags picture={b} letter="B" className={zoom.isFit ? "right-3" : "right-[74px]"} />
        ) : null}
        {mode === "slider" ? <SplitLine {...{ split, setSplit }} /> : null}
      </CompareStage>
      {mode === "side" ? (
        <CompareStage {...frame} index={1}>
          <Layer {...shared} picture={b} />
        </CompareStage>
      ) : null}
    </>
  );
}
