import {
  ArrowUpRight,
  Hand as HandIcon,
  type LucideIcon,
  Pencil,
  Plus,
  Square,
  Type,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type Hand, TOOLS } from "@/components/annotate/marks";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

const ICONS: Record<Hand, LucideIcon> = {
  move: HandIcon,
  arrow: ArrowUpRight,
  box: Square,
  freehand: Pencil,
  label: Type,
};

type ToolbarProps = {
  hand: Hand;
  setHand: (hand: Hand) => void;
  /** Null while nothing is drawn. */
  addInMiddle: (() => void) | null;
  /** Null when there is nothing to undo. */
  undo: (() => void) | null;
};

export function Toolbar({ hand, setHand, addInMiddle, undo }: ToolbarProps) {
  const t = useTranslations("annotate");
  return (
    <div role="toolbar" aria-label={t("tools")} className="flex flex-wrap items-center gap-1">
      {[...TOOLS, "move" as const].map((each) => (
        <Button
          key={each}
          kind={each === hand ? "quiet" : "ghost"}
          icon={ICONS[each]}
          aria-pressed={each === hand}
          onClick={() => setHand(each)}
        >
          {t(`tool.${each}`)}
        </Button>
      ))}
      <span className="flex-1" />
      {addInMiddle ? (
        <Button kind="ghost" icon={Plus} onClick={addInMiddle}>
          {t("addInMiddle")}
        </Button>
      ) : null}
      <IconButton icon={Undo2} label={t("undo")} disabled={!undo} onClick={() => undo?.()} />
    </div>
  );
}
