import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SlotPicture } from "@/components/reference-image/slot-picture";
import type { Slot } from "@/components/reference-image/slots";
import { TileMenu, type TileVerbs } from "@/components/reference-image/tile-menu";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

/** The others make room in as long as everything that moves takes. */
const SLIDE = { duration: 180, easing: "cubic-bezier(0.6, 0, 0.2, 1)" };

const isFaulty = ({ content }: Slot) => content.kind === "failed" || content.kind === "missing";

type TileProps = {
  slot: Slot;
  index: number;
  count: number;
  isTabStop: boolean;
  /** Files are being held over it. */
  isDropTarget: boolean;
  verbs: TileVerbs;
  focusTile: () => void;
};

export function Tile({ slot, index, isDropTarget, verbs, ...props }: TileProps) {
  const t = useTranslations("composer");
  const sortable = useSortable({ id: slot.key, transition: SLIDE });
  return (
    <li
      ref={sortable.setNodeRef}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
      }}
      className={cn(
        "group relative w-(--tile) flex-none motion-reduce:transition-none!",
        sortable.isDragging && "z-10 [&_[data-picture]]:shadow-float",
        isDropTarget && "[&_[data-picture]]:outline-2 [&_[data-picture]]:outline-blue-2",
      )}
    >
      <TileButton
        {...props}
        slot={slot}
        index={index}
        verbs={verbs}
        dragProps={sortable.listeners ?? {}}
      />
      <IconButton
        icon={X}
        size={26}
        label={t("removeName", { name: slot.name })}
        tabIndex={-1}
        onClick={verbs.remove}
        className="absolute! end-0 top-0 bg-tag text-on-tag! opacity-0 focus-visible:opacity-100 group-hover:opacity-100 [@media(hover:none)]:hidden"
      />
    </li>
  );
}

type TileButtonProps = Omit<TileProps, "isDropTarget"> & { dragProps: object };

function TileButton(props: TileButtonProps) {
  const { slot, index, count, isTabStop, verbs, focusTile, dragProps } = props;
  const t = useTranslations("composer");
  const [isOpen, setIsOpen] = useState(false);
  const facts = { name: slot.name, number: index + 1, count, state: slot.content.kind };
  return (
    <button
      type="button"
      {...dragProps}
      data-tile={slot.key}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t("tile", facts)}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => setIsOpen(true)}
      className="block w-full touch-manipulation rounded-print text-start"
    >
      <span
        data-picture=""
        className={cn(
          "relative grid h-(--tile) place-items-center overflow-hidden rounded-print",
          isFaulty(slot) ? "bg-red-wash text-red inset-ring-[1.5px] inset-ring-red" : "bg-well",
        )}
      >
        <SlotPicture slot={slot} />
        <span
          aria-hidden="true"
          className="absolute start-0 top-0 h-[17px] min-w-[17px] rounded-ee-[3px] bg-tray px-1 text-center font-[560] font-mono text-[10.5px]/[16px] text-ink"
        >
          {index + 1}
        </span>
      </span>
      <span className="mt-1 flex h-4 items-center gap-0.5 text-ink-2 text-label">
        <SlotLabel slot={slot} />
        <TileMenu {...{ index, count, verbs, isOpen, setIsOpen, focusTile }} />
      </span>
    </button>
  );
}

function SlotLabel({ slot: { name, content } }: { slot: Slot }) {
  const t = useTranslations("composer");
  if (content.kind === "failed") {
    return <span className="truncate text-red">{t(`problem.${content.problem.code}.word`)}</span>;
  }
  if (content.kind === "missing") {
    return <span className="truncate text-red">{t("missingWord")}</span>;
  }
  return (
    <bdi className="truncate" title={name}>
      {name}
    </bdi>
  );
}
