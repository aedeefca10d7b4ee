import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { focusTarget } from "@/components/composer/focus";
import type { Composer } from "@/components/composer/use-composer";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { isFaulty } from "@/components/reference-image/slots";
import { TileList } from "@/components/reference-image/tile-list";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";

const FolderButton = onDemand(
  async () => (await import("@/components/composer/folder-button")).FolderButton,
);
const SlotProblems = onDemand(
  async () => (await import("@/components/reference-image/slot-problem")).SlotProblems,
);

/** The hint goes once somebody has shown to know. */
const HINT_COUNT_MAX = 2;
const CLEAR_COUNT_MIN = 2;

type TrayRowProps = {
  tray: Composer["tray"];
  drop: Drop | null;
  /** Stays at the right when the tiles are folded away. */
  aside?: ReactNode;
};

/** In a low window the tiles fold into one button. */
export function TrayRow({ tray, drop, aside }: TrayRowProps) {
  const t = useTranslations("composer");
  const [isOpen, setIsOpen] = useState(false);
  const count = tray.slots.length;
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1.5">
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
            "flex min-w-0 flex-1 items-start gap-4 outline-none [@media(height<760px)_and_(width>480px)]:order-last [@media(height<760px)_and_(width>480px)]:basis-full",
            !isOpen && !drop && "[@media(height<760px)_and_(width>480px)]:hidden",
          )}
        >
          <TileList tray={tray} drop={drop} />
          <TrayHint {...{ count, drop }} add={tray.add} />
        </div>
        <div className="-me-2 ms-auto flex flex-col items-end gap-1.5 [@media(height<760px)_and_(width>480px)]:flex-row-reverse">
          {count >= CLEAR_COUNT_MIN ? (
            <Button kind="ghost" size={26} onClick={tray.clear} className="max-[480px]:hidden">
              {t("clearAll")}
            </Button>
          ) : null}
          {aside}
        </div>
      </div>
      {tray.slots.some(isFaulty) ? <SlotProblems tray={tray} /> : null}
    </>
  );
}

type TrayHintProps = { count: number; drop: Drop | null; add: (files: File[]) => void };

function TrayHint({ count, drop, add }: TrayHintProps) {
  const t = useTranslations("composer");
  const text = hintFor(count, drop);
  return (
    <p
      hidden={text === null}
      className="mt-2.5 flex flex-wrap items-baseline gap-x-2 text-ink-3 text-small max-tablet:hidden"
    >
      {text ? t(text) : null}
      <FolderButton add={add} isShown={text === "dropHint"} />
    </p>
  );
}

function hintFor(count: number, drop: Drop | null) {
  if (drop) return count === 0 ? null : "dropTitle";
  return count > HINT_COUNT_MAX ? null : "dropHint";
}
