import { ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { fromCentre, useDrag, useWheel } from "@/components/viewer/use-stage";
import type { Zoom } from "@/components/viewer/use-zoom";
import { zoomByWheel } from "@/components/viewer/zoom";

type StageProps = {
  /** Measures the stage. */
  stage: Ref<HTMLDivElement>;
  zoom: Zoom;
  /** Null at an end of the row. */
  previous: (() => void) | null;
  next: (() => void) | null;
  children: ReactNode;
};

type TurnProps = {
  icon: LucideIcon;
  label: string;
  keys: string;
  press: () => void;
  side: "left-4" | "right-4";
};

/** Not to be seen beside the picture, and readable on it. */
function Turn({ press, side, ...button }: TurnProps) {
  return (
    <div
      className={cn(
        "absolute top-1/2 -translate-y-1/2 rounded-control bg-[color-mix(in_oklch,var(--surround)_76%,transparent)]",
        side,
      )}
    >
      <IconButton {...button} iconClassName="size-5" onClick={press} />
    </div>
  );
}

/** Where one picture lies: wheel and drag are here, keys and buttons do the same. */
export function Stage({ stage, zoom, previous, next, children }: StageProps) {
  const t = useTranslations("viewer");
  const area = useRef<HTMLDivElement>(null);
  const drag = useDrag((by) => zoom.panBy(by));
  useWheel(area, (deltaY, point) => zoom.zoomTo(zoomByWheel(zoom.view.scale, deltaY), point));
  return (
    <div ref={stage} className="relative min-h-0 flex-1 overflow-hidden">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and buttons of the viewer do the same */}
      <div
        ref={area}
        {...drag}
        onDoubleClick={(event) => zoom.toggle(fromCentre(event.currentTarget, event))}
        className={cn(
          "absolute inset-0",
          !zoom.isFit && "cursor-grab touch-none active:cursor-grabbing",
        )}
      >
        {children}
      </div>
      {previous ? (
        <Turn icon={ChevronLeft} label={t("previous")} keys="←" press={previous} side="left-4" />
      ) : null}
      {next ? (
        <Turn icon={ChevronRight} label={t("next")} keys="→" press={next} side="right-4" />
      ) : null}
    </div>
  );
}
