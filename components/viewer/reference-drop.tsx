import { ArrowDownToLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { draggedPicture, PICTURE_TYPE } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";

type Held = "nowhere" | "elsewhere" | "here";

/** The tray lies under the viewer: while a picture is dragged there is a place for it here. */
export function ReferenceDrop({ take }: { take: (imageId: string) => void }) {
  const t = useTranslations("viewer");
  const place = useRef<HTMLParagraphElement>(null);
  const [held, setHeld] = useState<Held>("nowhere");
  const follow = useEffectEvent((event: DragEvent) => {
    const { dataTransfer, target, type } = event;
    if (!dataTransfer?.types.includes(PICTURE_TYPE)) return;
    const isHere = target instanceof Node && (place.current?.contains(target) ?? false);
    if (isHere) event.preventDefault();
    const over = isHere ? "here" : "elsewhere";
    // Not at its start: a browser may give up a drag when the page changes under it.
    setHeld(type === "dragover" ? over : "nowhere");
    const picture = type === "drop" ? draggedPicture(dataTransfer.getData(PICTURE_TYPE)) : null;
    if (isHere && picture) take(picture.imageId);
  });
  useEffect(() => {
    const types = ["dragover", "drop", "dragend"] as const;
    const listener = (event: DragEvent) => follow(event);
    for (const type of types) document.addEventListener(type, listener);
    return () => {
      for (const type of types) document.removeEventListener(type, listener);
    };
  }, []);
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
