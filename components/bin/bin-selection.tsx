import { ArchiveRestore, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { useBin } from "@/components/bin/use-bin";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { BinChoice } from "@/lib/bin/schema";

type BinSelectionProps = {
  bin: ReturnType<typeof useBin>;
  erase: ((choice: BinChoice) => void) | null;
};

/** What can be done with those that are chosen. */
export function BinSelection({ bin, erase }: BinSelectionProps) {
  const t = useTranslations("bin");
  const { chosen, clear, chooseShown, hasMore } = bin;
  const isShown = chosen.size > 0;
  useShortcut("back", isShown ? clear : null);
  if (!isShown) return null;
  const choice = { imageIds: [...chosen] };
  return (
    <section
      aria-label={t("selection")}
      className="appear absolute inset-x-0 bottom-5 z-(--z-sticky) mx-auto flex min-h-12 w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-x-1 rounded-float bg-float px-2 shadow-float max-tablet:bottom-2 max-tablet:w-full"
    >
      <p role="status" className="whitespace-nowrap px-2 font-medium">
        {t("selected", { count: chosen.size })}
      </p>
      {hasMore ? (
        <Button kind="ghost" onClick={chooseShown} className="text-blue!">
          {t("selectAll")}
        </Button>
      ) : null}
      <Button kind="ghost" icon={ArchiveRestore} onClick={() => void bin.restore(choice)}>
        {t("restore")}
      </Button>
      {erase ? (
        <Button kind="ghost" icon={Trash2} onClick={() => erase(choice)}>
          {t("erase")}
        </Button>
      ) : null}
      <IconButton icon={X} label={t("clear")} keys="Esc" onClick={clear} />
    </section>
  );
}
