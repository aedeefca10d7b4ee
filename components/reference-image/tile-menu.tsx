import {
  ArrowLeft,
  ArrowLeftToLine,
  ArrowRight,
  Eye,
  EyeOff,
  Maximize2,
  Pencil,
  Replace,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { RoleRows } from "@/components/reference-image/role-menu";
import type { Slot } from "@/components/reference-image/slots";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

export type TileVerbs = {
  toggle: () => void;
  setRole: (role: ReferenceRole | null) => void;
  rename: (text: string) => void;
  nameFor: (text: string) => string;
  replace: (files: File[]) => void;
  /** `index` from 0. */
  move: (index: number) => void;
  remove: () => void;
};

export type TileMenuProps = {
  slot: Slot;
  index: number;
  count: number;
  verbs: TileVerbs;
  isOpen: boolean;
  setIsOpen: (isOpen: boolean) => void;
  pickFile: () => void;
  startRename: () => void;
  look: () => void;
  /** The tile takes the focus back: the trigger only marks the place. */
  focusTile: () => void;
};

/** As many slots have a digit of their own. */
const DIGIT_MAX = 9;

/** Everything that dragging and hovering do, without either. */
export function TileMenu({ isOpen, setIsOpen, focusTile, ...props }: TileMenuProps) {
  const t = useTranslations("composer");
  const { slot, verbs } = props;
  return (
    <Menu open={isOpen} onOpenChange={setIsOpen}>
      <MenuTrigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-x-0 bottom-0" />
      </MenuTrigger>
      <MenuContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusTile();
        }}
      >
        <Uses {...props} />
        <MenuSeparator />
        <MenuLabel>{t("roleLabel")}</MenuLabel>
        <RoleRows role={slot.role} setRole={verbs.setRole} />
        <MenuSeparator />
        <Moves {...props} />
        <MenuSeparator />
        <MenuItem icon={X} keys="Del" onSelect={verbs.remove}>
          {t("remove")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

type RowsProps = Omit<TileMenuProps, "isOpen" | "setIsOpen" | "focusTile">;

function Uses({ slot, index, verbs, pickFile, startRename, look }: RowsProps) {
  const t = useTranslations("composer");
  return (
    <>
      <MenuItem
        icon={slot.isEnabled ? EyeOff : Eye}
        {...(index < DIGIT_MAX && { keys: `Alt+${index + 1}` })}
        onSelect={verbs.toggle}
      >
        {t(slot.isEnabled ? "switchOff" : "switchOn")}
      </MenuItem>
      {slot.content.kind === "ready" ? (
        <MenuItem icon={Maximize2} onSelect={look}>
          {t("look")}
        </MenuItem>
      ) : null}
      <MenuItem icon={Pencil} onSelect={startRename}>
        {t("renameItem")}
      </MenuItem>
      <MenuItem icon={Replace} onSelect={pickFile}>
        {t("replaceItem")}
      </MenuItem>
    </>
  );
}

function Moves({ index, count, verbs: { move } }: RowsProps) {
  const t = useTranslations("composer");
  const isFirst = index === 0;
  return (
    <>
      <MenuItem icon={ArrowLeft} keys="Alt+←" disabled={isFirst} onSelect={() => move(index - 1)}>
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
      <MenuItem icon={ArrowLeftToLine} disabled={isFirst} onSelect={() => move(0)}>
        {t("makeFirst")}
      </MenuItem>
    </>
  );
}
