import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { placeOf } from "@/components/keyboard/place";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { TakeEarly } from "@/components/library/use-early-key";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { useOpener } from "@/components/ui/use-opener";

type BarMenuProps = {
  icon: LucideIcon;
  name: "move" | "tag" | "collect" | "rate";
  /** Opens it too. */
  shortcut?: ShortcutId;
  /** The key may have been pressed before this was there. */
  takeEarly?: TakeEarly;
  /** `close` makes of a choice one that closes the popover first. */
  children: (close: <T>(choose: (value: T) => void) => (value: T) => void) => ReactNode;
};

/** A button of the bar that asks what exactly. */
export function BarMenu({ icon, name, shortcut, takeEarly, children }: BarMenuProps) {
  const t = useTranslations("library.selection");
  const { isOpen, anchor, triggerProps, open } = useOpener("dialog");
  return (
    <>
      {shortcut ? <Key of={shortcut} {...{ takeEarly }} press={open} /> : null}
      <Button {...triggerProps} kind="ghost" icon={icon} aria-label={t(name)}>
        <span className="max-tablet:sr-only">{t(name)}</span>
      </Button>
      {isOpen ? (
        <Popover anchor={anchor} side="top" sideOffset={12} aria-label={t(name)} className="w-64">
          {children((choose) => (value) => {
            anchor.close();
            choose(value);
          })}
        </Popover>
      ) : null}
    </>
  );
}

type KeyProps = { of: ShortcutId; takeEarly: TakeEarly | undefined; press: () => void };

/** What lies over the page may have the same key. */
function Key({ of, takeEarly, press }: KeyProps) {
  const onMount = useEffectEvent(() => takeEarly?.(of) && press());
  useEffect(() => void onMount(), []);
  useShortcut(of, ({ target }) => placeOf(target) === "page" && press());
  return null;
}
