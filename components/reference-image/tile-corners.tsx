import { Eye, EyeOff, Replace, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Slot } from "@/components/reference-image/slots";
import type { TileVerbs } from "@/components/reference-image/tile-menu";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

const CORNER =
  "pointer-events-auto absolute! size-6! min-h-0! rounded-[3px]! bg-tag! text-on-tag! focus-visible:opacity-100";

type TileCornersProps = { slot: Slot; verbs: TileVerbs; pickFile: () => void };

/** What a mouse finds on a tile; the menu has the same for everyone else. */
export function TileCorners({ slot: { name, isEnabled }, verbs, pickFile }: TileCornersProps) {
  const t = useTranslations("composer");
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 h-(--tile) rounded-print bg-scrim/40 opacity-0 focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:hidden">
      <IconButton
        icon={X}
        size={26}
        label={t("removeName", { name })}
        tabIndex={-1}
        onClick={verbs.remove}
        className={cn(CORNER, "end-0 top-0")}
      />
      <IconButton
        icon={isEnabled ? Eye : EyeOff}
        size={26}
        label={t(isEnabled ? "switchOffName" : "switchOnName", { name })}
        tabIndex={-1}
        onClick={verbs.toggle}
        className={cn(CORNER, "start-0 bottom-0")}
      />
      <IconButton
        icon={Replace}
        size={26}
        label={t("replaceName", { name })}
        tabIndex={-1}
        onClick={pickFile}
        className={cn(CORNER, "end-0 bottom-0")}
      />
    </div>
  );
}
