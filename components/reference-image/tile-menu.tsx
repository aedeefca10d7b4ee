import { ArrowLeft, ArrowLeftToLine, ArrowRight, ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";

export type TileVerbs = {
  /** `index` from 0. */
  move: (index: number) => void;
  remove: () => void;
};

type TileMenuProps = {
  index: number;
  count: number;
  verbs: TileVerbs;
  isOpen: boolean;
  setIsOpen: (isOpen: boolean) => void;
  /** The tile takes the focus back: the trigger only marks the place. */
  focusTile: () => void;
};

/** Everything that dragging does, without dragging. */
export function TileMenu({ index, count, verbs, isOpen, setIsOpen, focusTile }: TileMenuProps) {
  const t = useTranslations("composer");
  const { move, remove } = verbs;
  return (
    <Menu open={isOpen} onOpenChange={setIsOpen}>
      <MenuTrigger asChild>
        <span aria-hidden="true" className="pointer-events-none ms-auto flex-none text-ink-3">
          <ChevronDown className="size-3" />
        </span>
      </MenuTrigger>
      <MenuContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusTile();
        }}
      >
        <MenuItem
          icon={ArrowLeft}
          keys="Alt+←"
          disabled={index === 0}
          onSelect={() => move(index - 1)}
        >
          {t("moveLeft")}
        </MenuItem>
        <MenuItem
          icon={ArrowRight}
          keys="Alt+→"
          disabled={index === count - 1}
          onSelect={() => move(index + 1)}
        >
          {t("moveRight")}
        </MenuItem>
        <MenuItem icon={ArrowLeftToLine} disabled={index === 0} onSelect={() => move(0)}>
          {t("makeFirst")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={X} keys="Del" onSelect={remove}>
          {t("remove")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
