import { GalleryHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys, useShortcut } from "@/components/keyboard/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";

/** From the picture that the grid has the focus on, or from the first that is seen. */
export function CullButton({ cull }: { cull: () => void }) {
  const t = useTranslations("marks.cull");
  useShortcut("cull", cull);
  useCommands(() => [{ name: "cull", shortcut: "cull", where: "page", run: cull }]);
  return (
    <IconButton icon={GalleryHorizontal} label={t("open")} keys={useKeys("cull")} onClick={cull} />
  );
}
