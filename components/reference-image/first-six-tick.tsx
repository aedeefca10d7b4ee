import { useTranslations } from "next-intl";
import { Tooltip } from "@/components/ui/tooltip";

/** A hairline in the gap after the sixth tile. */
export function FirstSixTick() {
  const t = useTranslations("composer");
  return (
    <li className="relative -ms-(--gap) w-0 flex-none">
      <Tooltip text={t("firstSix")}>
        <span className="absolute start-[calc(var(--gap)/2-4px)] top-0 h-(--tile) w-2 bg-[linear-gradient(var(--hair-2),var(--hair-2))] bg-[length:1px_100%] bg-center bg-no-repeat">
          <span className="sr-only">{t("firstSix")}</span>
        </span>
      </Tooltip>
    </li>
  );
}
