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
import { useRef } from "react";
import { RoleRows } from "@/components/reference-image/role-list";
import type { Slot } from "@/components/reference-image/slots";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
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
  close: () => void;
  pickFile: () => void;
  startRename: () => void;
  look: () => void;
  /** The tile takes the focus back: what the menu hangs from only marks the place. */
  focusTile: () => void;
};

/** As many slots have a digit of their own. */
const DIGIT_MAX = 9;

/** Everything that dragging and hovering do, without either. */
export function TileMenu({ close, focusTile, ...props }: TileMenuProps) {
  const t = useTranslations("composer");
  const { slot, verbs } = props;
  const place = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={place}
        aria-hidden="true"
        className="pointer-events-none absolute inset-x-0 bottom-0"
      />
      <Menu
        anchor={{ trigger: place, close }}
        aria-label={`@${slot.name}`}
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
      </Menu>
    </>
  );
}

type RowsProps = Omit<TileMenuProps, "close" | "focusTile">;

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
