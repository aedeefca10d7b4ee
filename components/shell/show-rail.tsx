import { PanelLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";
import { toggleRail } from "./rail-look";

/** Seen only where the rail is hidden. */
export function ShowRail() {
  const t = useTranslations("common.nav");
  return (
    <span className="-order-1 -ms-2 max-tablet:hidden not-in-data-[rail=hidden]:hidden">
      <IconButton icon={PanelLeft} label={t("show")} keys={useKeys("rail")} onClick={toggleRail} />
    </span>
  );
}
