import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";

/** Stands where the next picture of the family will. */
export function ContinueTile({ press }: { press: () => void }) {
  const t = useTranslations("viewer");
  return (
    <button
      type="button"
      aria-label={t("lineage.continue")}
      onClick={press}
      className="flex w-16 flex-col items-center gap-1 rounded-print text-ink-3 text-label hover:text-ink"
    >
      <span className="grid h-[65px] w-[52px] place-items-center rounded-print border border-control border-dashed">
        <Plus />
      </span>
      {t("continue")}
    </button>
  );
}
