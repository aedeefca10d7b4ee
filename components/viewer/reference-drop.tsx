import { ArrowDownToLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { usePictureDrag } from "@/components/reference-image/use-picture-drag";
import { cn } from "@/components/ui/cn";

type Held = "nowhere" | "elsewhere" | "here";

/** The tray lies under the viewer: while a picture is dragged there is a place for it here. */
export function ReferenceDrop({ take }: { take: (imageId: string) => void }) {
  const t = useTranslations("viewer");
  const place = useRef<HTMLParagraphElement>(null);
  const [held, setHeld] = useState<Held>("nowhere");
  usePictureDrag(({ event: { target }, isMoving }) => {
    const isHere = target instanceof Node && (place.current?.contains(target) ?? false);
    const over = isHere ? "here" : "elsewhere";
    // Not at its start: a browser may give up a drag when the page changes under it.
    setHeld(isMoving ? over : "nowhere");
    return isHere ? ({ imageId }) => take(imageId) : null;
  });
  if (held === "nowhere") return null;
  return (
    <p
      ref={place}
      className={cn(
        "absolute inset-x-5 bottom-4 z-10 flex h-24 items-center justify-center gap-2 rounded-control text-blue inset-ring-[1.5px] inset-ring-blue-2",
        held === "here" ? "bg-[color-mix(in_oklch,var(--float),var(--blue)_24%)]" : "bg-float",
      )}
    >
      <ArrowDownToLine />
      {t("dropToRefer")}
    </p>
  );
}
