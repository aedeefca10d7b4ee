import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { focusTarget } from "@/components/composer/focus";
import type { Composer } from "@/components/composer/use-composer";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { SlotProblems } from "@/components/reference-image/slot-problem";
import { TileList } from "@/components/reference-image/tile-list";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** The hint goes once somebody has shown to know. */
const HINT_COUNT_MAX = 2;
const CLEAR_COUNT_MIN = 2;

type TrayRowProps = { tray: Composer["tray"]; drop: Drop | null };

/** In a low window the tiles fold into one button. */
export function TrayRow({ tray, drop }: TrayRowProps) {
  const t = useTranslations("composer");
  const [isOpen, setIsOpen] = useState(false);
  const count = tray.slots.length;
  return (
    <>
      <Button
        kind="control"
        size={26}
        icon={Layers}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="-ms-2 hidden! [@media(height<760px)_and_(width>480px)]:inline-flex!"
      >
        {t("trayCount", { count })}
      </Button>
      <div
        {...focusTarget("references")}
        tabIndex={-1}
        className={cn(
          "flex items-start gap-4 outline-none",
          !isOpen && !drop && "[@media(height<760px)_and_(width>480px)]:hidden",
        )}
      >
        <TileList tray={tray} drop={drop} />
        <TrayHint count={count} drop={drop} />
        {count >= CLEAR_COUNT_MIN ? (
          <Button
            kind="ghost"
            size={26}
            onClick={tray.clear}
            className="-me-2 ms-auto max-[480px]:hidden"
          >
            {t("clearAll")}
          </Button>
        ) : null}
      </div>
      <SlotProblems tray={tray} />
    </>
  );
}

function TrayHint({ count, drop }: { count: number; drop: Drop | null }) {
  const t = useTranslations("composer");
  if (drop && count === 0) return null;
  if (!drop && count > HINT_COUNT_MAX) return null;
  return (
    <p className="mt-2.5 text-ink-3 text-small max-tablet:hidden">
      {t(drop ? "dropTitle" : "dropHint")}
    </p>
  );
}
