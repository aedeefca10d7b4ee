import { ChevronLeft, ChevronRight } from "lucide-react";
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
        <IconButton
          icon={ChevronLeft}
          iconClassName="size-5"
          label={t("previous")}
          keys="←"
          onClick={previous}
          className="absolute top-1/2 left-4 -translate-y-1/2"
        />
      ) : null}
      {next ? (
        <IconButton
          icon={ChevronRight}
          iconClassName="size-5"
          label={t("next")}
          keys="→"
          onClick={next}
          className="absolute top-1/2 right-4 -translate-y-1/2"
        />
      ) : null}
    </div>
  );
}
