import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { imageOf, type Slots } from "@/components/reference-image/slots";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

function useArrows(turn: (step: number) => void) {
  const press = useEffectEvent(({ key }: KeyboardEvent) => turn(STEPS[key] ?? 0));
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

type ReferenceLookProps = {
  slots: Slots;
  startKey: string;
  close: () => void;
  /** Gives the focus back to the tile of that slot. */
  focus: (key: string) => void;
};

/** The references one by one, as large as the window. */
export function ReferenceLook({ slots, startKey, close, focus }: ReferenceLookProps) {
  const t = useTranslations("composer");
  const [key, setKey] = useState(startKey);
  const shown = slots.filter(({ content }) => content.kind === "ready");
  const index = Math.max(
    0,
    shown.findIndex((slot) => slot.key === key),
  );
  const slot = shown[index];
  const image = slot && imageOf(slot);
  const turn = (step: number) => setKey(shown[index + step]?.key ?? key);
  useArrows(turn);
  if (!slot || !image) return null;
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={`@${slot.name}`}
        closeLabel={t("close")}
        onClosed={() => focus(slot.key)}
        className="h-[92dvh] max-h-none! w-[94vw]!"
      >
        <div className="flex h-full flex-col gap-2">
          <PlainImage
            src={referenceImageUrl(image.id, 1600)}
            alt={slot.name}
            className="h-[calc(92dvh-110px)] w-full object-contain"
          />
          <div className="flex items-center justify-center gap-2">
            <IconButton
              icon={ChevronLeft}
              label={t("previous")}
              keys="←"
              disabled={index === 0}
              onClick={() => turn(-1)}
            />
            <p aria-live="polite" className="text-ink-2 text-small">
              {t("lookAt", {
                number: slots.indexOf(slot) + 1,
                role: slot.role ?? "none",
                pixels: image.width ? `${image.width} × ${image.height}` : "none",
              })}
              {slot.note ? `, ${slot.note}` : null}
            </p>
            <IconButton
              icon={ChevronRight}
              label={t("next")}
              keys="→"
              disabled={index === shown.length - 1}
              onClick={() => turn(1)}
            />
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}
