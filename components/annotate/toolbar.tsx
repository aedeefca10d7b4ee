import { ArrowUpRight, type LucideIcon, Pencil, Plus, Square, Type, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { TOOLS, type Tool } from "@/components/annotate/marks";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

const ICONS: Record<Tool, LucideIcon> = {
  arrow: ArrowUpRight,
  box: Square,
  freehand: Pencil,
  label: Type,
};

type ToolbarProps = {
  tool: Tool;
  setTool: (tool: Tool) => void;
  addInMiddle: () => void;
  /** Null when there is nothing to undo. */
  undo: (() => void) | null;
};

export function Toolbar({ tool, setTool, addInMiddle, undo }: ToolbarProps) {
  const t = useTranslations("annotate");
  return (
    <div role="toolbar" aria-label={t("tools")} className="flex flex-wrap items-center gap-1">
      {TOOLS.map((each) => (
        <Button
          key={each}
          kind={each === tool ? "quiet" : "ghost"}
          icon={ICONS[each]}
          aria-pressed={each === tool}
          onClick={() => setTool(each)}
        >
          {t(`tool.${each}`)}
        </Button>
      ))}
      <span className="flex-1" />
      <Button kind="ghost" icon={Plus} onClick={addInMiddle}>
        {t("addInMiddle")}
      </Button>
      <IconButton icon={Undo2} label={t("undo")} disabled={!undo} onClick={() => undo?.()} />
    </div>
  );
}
