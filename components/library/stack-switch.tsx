import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys, useShortcut } from "@/components/keyboard/use-shortcut";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

type StackSwitchProps = { isOn: boolean; turn: (isOn: boolean) => void };

/** Whether pictures that look alike are one tile. */
export function StackSwitch({ isOn, turn }: StackSwitchProps) {
  const t = useTranslations("library.stack");
  const toggle = () => turn(!isOn);
  useShortcut("stack", toggle);
  useCommands(() => [{ name: "stack", shortcut: "stack", where: "page", run: toggle }]);
  return (
    <IconButton
      icon={Layers}
      label={t("switch")}
      keys={useKeys("stack")}
      aria-pressed={isOn}
      onClick={toggle}
      className={cn(isOn && "bg-press text-ink")}
    />
  );
}
