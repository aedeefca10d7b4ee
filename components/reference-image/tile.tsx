import { useTranslations } from "next-intl";
import { useState } from "react";
import type { LintCode } from "@/components/reference-image/lint";
import { RoleMenu } from "@/components/reference-image/role-menu";
import type { Slot } from "@/components/reference-image/slots";
import { TileButton } from "@/components/reference-image/tile-button";
import type { TileVerbs } from "@/components/reference-image/tile-menu";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";

const TileCorners = onDemand(
  async () => (await import("@/components/reference-image/tile-corners")).TileCorners,
);
const TileMenu = onDemand(
  async () => (await import("@/components/reference-image/tile-menu")).TileMenu,
);
const RenameDialog = onDemand(
  async () => (await import("@/components/reference-image/rename-dialog")).RenameDialog,
);

type TileProps = {
  slot: Slot;
  index: number;
  count: number;
  isTabStop: boolean;
  /** Files are being held over it. */
  isDropTarget: boolean;
  /** What is likely to disappoint about it. */
  doubts: readonly LintCode[];
  verbs: TileVerbs;
  look: () => void;
  focusTile: () => void;
};

export function Tile({ slot, isTabStop, isDropTarget, ...props }: TileProps) {
  const { verbs, focusTile } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isRenaming, setIsRenaming] = useState(false);
  const picker = useFilePicker(verbs.replace);
  return (
    <li
      className={cn(
        "group relative w-(--tile) flex-none motion-reduce:transition-none!",
        "data-dragging:z-10 data-dragging:[&_[data-tile]]:shadow-float",
        isDropTarget && "[&_[data-tile]]:outline-2 [&_[data-tile]]:outline-blue-2",
      )}
    >
      <TileButton {...{ ...props, slot, isTabStop, isOpen }} open={() => setIsOpen(true)} />
      <TileLabel slot={slot} isDoubtful={props.doubts.length > 0} setRole={verbs.setRole} />
      <TileCorners slot={slot} verbs={verbs} pickFile={picker.open} />
      {isOpen ? (
        <TileMenu
          {...{ ...props, slot }}
          close={() => setIsOpen(false)}
          focusTile={isRenaming ? () => undefined : focusTile}
          pickFile={picker.open}
          startRename={() => setIsRenaming(true)}
        />
      ) : null}
      {isRenaming ? (
        <RenameDialog
          {...{ ...verbs, focusTile, name: slot.name }}
          close={() => setIsRenaming(false)}
        />
      ) : null}
      <input {...picker.inputProps} multiple={false} />
    </li>
  );
}

type TileLabelProps = { slot: Slot; isDoubtful: boolean; setRole: TileVerbs["setRole"] };

/** The role, or in one word what is wrong. */
function TileLabel({ slot: { name, role, content }, ...label }: TileLabelProps) {
  const t = useTranslations("composer");
  const isFailed = content.kind === "failed";
  if (!isFailed && content.kind !== "missing") return <RoleMenu {...{ name, role, ...label }} />;
  return (
    <p className="mt-1 h-4 truncate text-label text-red">
      {isFailed ? t(`problem.${content.problem.code}.word`) : t("missingWord")}
    </p>
  );
}
