import { ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { SURROUNDS, type Surround } from "@/components/viewer/surround";
import type { Zoom } from "@/components/viewer/use-zoom";
import { ZoomArea } from "@/components/viewer/zoom-area";

type StageProps = {
  /** Measures the stage. */
  stage: Ref<HTMLDivElement>;
  surround: Surround;
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

/** Readable on the picture and on every surround. */
function Turn({ press, side, ...button }: TurnProps) {
  return (
    <div
      className={cn(
        "absolute top-1/2 -translate-y-1/2 rounded-control bg-[color-mix(in_oklch,var(--bench)_84%,transparent)]",
        side,
      )}
    >
      <IconButton {...button} iconClassName="size-5" onClick={press} />
    </div>
  );
}

/** Where one picture lies, and the way to the next. */
export function Stage({ stage, surround, zoom, previous, next, children }: StageProps) {
  const t = useTranslations("viewer");
  return (
    <div className="relative min-h-0 flex-1" style={{ background: SURROUNDS[surround] }}>
      <ZoomArea measure={stage} zoom={zoom} className="absolute inset-0">
        {children}
      </ZoomArea>
      {previous ? (
        <Turn icon={ChevronLeft} label={t("previous")} keys="←" press={previous} side="left-4" />
      ) : null}
      {next ? (
        <Turn icon={ChevronRight} label={t("next")} keys="→" press={next} side="right-4" />
      ) : null}
    </div>
  );
}
