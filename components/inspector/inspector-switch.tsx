import { PanelRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys, useShortcut } from "@/components/keyboard/use-shortcut";
import { INSPECTOR_ID } from "@/components/shell/skip-links";
import { IconButton } from "@/components/ui/icon-button";

type InspectorSwitchProps = { isOpen: boolean; toggle: () => void };

export function InspectorSwitch({ isOpen, toggle }: InspectorSwitchProps) {
  const t = useTranslations("viewer.inspector");
  const button = useRef<HTMLButtonElement>(null);
  useShortcut("inspector", toggle);
  useCommands(() => [{ name: "inspector", shortcut: "inspector", run: toggle }]);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // The focus was inside, and what had it is gone.
      if (document.activeElement === document.body) button.current?.focus();
    };
  }, [isOpen]);
  return (
    <IconButton
      ref={button}
      icon={PanelRight}
      label={t("title")}
      keys={useKeys("inspector")}
      kind="control"
      aria-expanded={isOpen}
      aria-controls={INSPECTOR_ID}
      onClick={toggle}
      className="aria-expanded:bg-press"
    />
  );
}
