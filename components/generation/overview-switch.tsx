import { LayoutGrid, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";

type OverviewSwitchProps = { isOn: boolean; setIsOn: (isOn: boolean) => void };

/** On a phone a run fills the screen: three in a row show where one is. */
export function OverviewSwitch({ isOn, setIsOn }: OverviewSwitchProps) {
  const t = useTranslations("feed");
  return (
    <IconButton
      icon={isOn ? Rows3 : LayoutGrid}
      label={t(isOn ? "oneByOne" : "overview")}
      tabIndex={-1}
      data-stop=""
      onClick={() => setIsOn(!isOn)}
      className="-my-2 -me-3 tablet:hidden"
    />
  );
}
