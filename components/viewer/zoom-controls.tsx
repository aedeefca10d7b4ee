import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Zoom } from "@/components/viewer/use-zoom";

export function ZoomControls({ zoom }: { zoom: Zoom }) {
  const t = useTranslations("viewer");
  const [outKeys, inKeys] = [useKeys("zoomOut"), useKeys("zoomIn")];
  const percent = Math.round(zoom.view.scale * 100);
  return (
    <div className="flex items-center gap-0.5">
      <IconButton
        icon={Minus}
        size={26}
        label={t("zoomOut")}
        keys={outKeys}
        onClick={zoom.zoomOut}
      />
      <Button
        kind="ghost"
        size={26}
        title={t("fitOrFull")}
        onClick={() => zoom.toggle()}
        className="min-w-14"
      >
        {t(zoom.isFit ? "fit" : "percent", { percent })}
      </Button>
      <IconButton icon={Plus} size={26} label={t("zoomIn")} keys={inKeys} onClick={zoom.zoomIn} />
    </div>
  );
}
