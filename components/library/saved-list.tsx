import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSavedSearches } from "@/components/library/use-saved-searches";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";

type SavedListProps = { q: string; search: (text: string) => void };

/** Searches that the person has kept, above the filters. */
export function SavedList({ q, search }: SavedListProps) {
  const t = useTranslations("library.saved");
  const { searches, remove } = useSavedSearches();
  if (searches.length === 0) return null;
  return (
    <section className="border-hair border-b px-4 pt-2 pb-3">
      <h2 id="saved-searches" className="flex min-h-7 items-center font-strong text-[12px]">
        {t("title")}
      </h2>
      <ul aria-labelledby="saved-searches">
        {searches.map((each) => (
          <li
            key={each.id}
            className="group -mx-1.5 flex items-center rounded-[5px] hover:bg-hover"
          >
            <button
              type="button"
              aria-current={each.text === q}
              title={each.text}
              onClick={() => search(each.text)}
              className={cn(
                "min-h-[26px] min-w-0 flex-1 truncate px-1.5 text-start max-tablet:min-h-11",
                each.text === q ? "text-ink" : "text-ink-2",
              )}
            >
              {each.name}
            </button>
            <IconButton
              icon={X}
              size={26}
              label={t("remove", { name: each.name })}
              onClick={() => void remove(each)}
              className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-tablet:size-11 max-tablet:opacity-100"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
