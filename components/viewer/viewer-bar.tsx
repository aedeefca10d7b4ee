import { Minus, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Zoom } from "@/components/viewer/use-zoom";

type ViewerBarProps = {
  position: string;
  /** Null while there is no picture to zoom. */
  zoom: Zoom | null;
  close: () => void;
};

function ZoomControls({ zoom }: { zoom: Zoom }) {
  const t = useTranslations("viewer");
  const percent = Math.round(zoom.view.scale * 100);
  return (
    <div className="flex items-center gap-0.5">
      <IconButton icon={Minus} size={26} label={t("zoomOut")} keys="−" onClick={zoom.zoomOut} />
      <Button
        kind="ghost"
        size={26}
        title={t("fitOrFull")}
        onClick={() => zoom.toggle()}
        className="min-w-14 font-mono"
      >
        {t(zoom.isFit ? "fit" : "percent", { percent })}
      </Button>
      <IconButton icon={Plus} size={26} label={t("zoomIn")} keys="+" onClick={zoom.zoomIn} />
    </div>
  );
}

export function ViewerBar({ position, zoom, close }: ViewerBarProps) {
  const t = useTranslations("viewer");
  return (
    <div className="flex h-12 flex-none items-center gap-2.5 pe-4 ps-2 max-tablet:h-13">
      <IconButton icon={X} iconClassName="size-5" label={t("close")} keys="Esc" onClick={close} />
      <span className="font-mono text-ink-2 text-slug">{position}</span>
      <div className="ms-auto max-tablet:hidden">{zoom ? <ZoomControls zoom={zoom} /> : null}</div>
    </div>
  );
}
