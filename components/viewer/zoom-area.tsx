import { type ReactNode, type Ref, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useGestures } from "@/components/viewer/use-gestures";
import { useWheel } from "@/components/viewer/use-stage";
import type { Zoom } from "@/components/viewer/use-zoom";
import { wheelFactor } from "@/components/viewer/zoom";

type ZoomAreaProps = {
  zoom: Zoom;
  /** Measures it. */
  measure?: Ref<HTMLDivElement>;
  /** Where a swipe with one finger turns to the next picture as long as this one is whole. */
  isSwiped?: boolean;
  className?: string;
  children: ReactNode;
};

/** Where pictures lie under wheel, drag, pinch and double tap. Keys and buttons do the same. */
export function ZoomArea(props: ZoomAreaProps) {
  const { zoom, measure, isSwiped = false, className, children } = props;
  const area = useRef<HTMLDivElement>(null);
  const gestures = useGestures(zoom);
  useWheel(area, (deltaY, point) => zoom.zoomBy(wheelFactor(deltaY), point));
  return (
    <div ref={measure} className={cn("overflow-hidden", className)}>
      <div
        ref={area}
        {...gestures}
        className={cn(
          "absolute inset-0",
          zoom.isFit ? "touch-pan-y" : "cursor-grab touch-none active:cursor-grabbing",
          zoom.isFit && isSwiped && "touch-pan-x",
        )}
      >
        {children}
      </div>
    </div>
  );
}
