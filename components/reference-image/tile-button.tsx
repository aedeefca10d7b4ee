import { EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { LintCode } from "@/components/reference-image/lint";
import { SlotPicture } from "@/components/reference-image/slot-picture";
import { isFaulty, type Slot } from "@/components/reference-image/slots";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";

type TileButtonProps = {
  slot: Slot;
  index: number;
  count: number;
  isTabStop: boolean;
  isOpen: boolean;
  open: () => void;
  doubts: readonly LintCode[];
};

/** The picture; it opens the menu of its tile. */
export function TileButton(props: TileButtonProps) {
  const { slot, index, count, isTabStop, isOpen, open, doubts } = props;
  const { name, role, isEnabled, note, content } = slot;
  const t = useTranslations("composer");
  const facts = { name, number: index + 1, count, state: content.kind, role: role ?? "none" };
  const label = t("tile", { ...facts, isEnabled: String(isEnabled) });
  const doubtId = useId();
  const doubtText = doubts.map((code) => t(`lint.${code}.tile`)).join(". ");
  return (
    <button
      type="button"
      data-tile={slot.key}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={note ? `${label}, ${note}` : label}
      aria-describedby={doubtText ? doubtId : undefined}
      title={[`@${name}`, note, doubtText].filter(Boolean).join(", ")}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={open}
      className={cn(
        "relative grid h-(--tile) w-full touch-manipulation place-items-center overflow-hidden rounded-print",
        isFaulty(slot) ? "bg-red-wash text-red inset-ring-[1.5px] inset-ring-red" : "bg-well",
      )}
    >
      <span className={cn("contents", !isEnabled && "[&>*]:opacity-28 [&>*]:grayscale")}>
        <SlotPicture slot={slot} />
      </span>
      {isEnabled ? null : <EyeOff className="absolute end-1.5 bottom-1.5 size-3.5 text-ink-2" />}
      <span
        aria-hidden="true"
        className="absolute start-0 top-0 h-[17px] min-w-[17px] rounded-ee-[3px] bg-tray px-1 text-center font-[560] font-mono text-[10.5px]/[16px] text-ink"
      >
        {index + 1}
      </span>
      {doubtText ? (
        <span id={doubtId} hidden>
          {doubtText}
        </span>
      ) : null}
      {note ? (
        <Tag className="absolute start-1 bottom-1">{note.slice(note.indexOf("→"))}</Tag>
      ) : null}
    </button>
  );
}
