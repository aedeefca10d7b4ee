import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { ADD_STOP } from "@/components/reference-image/use-tile-keys";

type AddTileProps = { left: number; isTabStop: boolean; add: (files: File[]) => void };

export function AddTile({ left, isTabStop, add }: AddTileProps) {
  const t = useTranslations("composer");
  const { inputProps, open } = useFilePicker(add);
  return (
    <li className="w-(--tile) flex-none">
      <button
        type="button"
        data-tile={ADD_STOP}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${t("add")}, ${t("left", { count: left })}`}
        onClick={open}
        className="group/add block w-full rounded-print text-start"
      >
        <span className="grid h-(--tile) place-items-center rounded-print border border-control border-dashed text-ink-3 group-hover/add:bg-hover group-hover/add:text-ink">
          <Plus />
        </span>
        <span className="mt-1 block h-4 truncate text-ink-3 text-label max-[480px]:h-11 max-[480px]:leading-11">
          {t("left", { count: left })}
        </span>
      </button>
      <input {...inputProps} />
    </li>
  );
}
