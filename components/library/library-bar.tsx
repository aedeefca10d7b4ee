import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { CullButton } from "@/components/library/cull-button";
import { FilterButton } from "@/components/library/filter-button";
import { SaveSearch } from "@/components/library/save-search";
import { SearchField } from "@/components/library/search-field";
import { SizeControl } from "@/components/library/size-control";
import { StackSwitch } from "@/components/library/stack-switch";
import type { useLibraryAddress } from "@/components/library/use-library-address";
import { libraryDaysQuery } from "@/lib/library/queries";
import type { LibraryDays } from "@/lib/library/schema";

type LibraryBarProps = {
  address: ReturnType<typeof useLibraryAddress>;
  /** Of the search; undefined until it is here. */
  found: LibraryDays | undefined;
  cull: () => void;
  /** One tile for what looks alike, or not. */
  stack: (isStacked: boolean) => void;
};

/** On a phone the search has the whole width. */
export function LibraryBar({ address, found, cull, stack }: LibraryBarProps) {
  const t = useTranslations("library");
  const locale = useLocale();
  const { q, size, isStacked, search, resize } = address;
  const { data: whole } = useQuery(libraryDaysQuery({ q: "", isStacked: false }));
  return (
    <>
      <h1 className="flex items-baseline gap-3 whitespace-nowrap pe-3 font-strong text-[14px] max-tablet:sr-only">
        {t("title")}
        <span className="font-mono font-normal text-ink-3 text-slug">
          {whole?.total.toLocaleString(locale)}
        </span>
      </h1>
      <SearchField q={q} search={search} found={found} />
      {q.trim() ? <SaveSearch q={q} /> : null}
      {found && found.total > 0 ? <CullButton cull={cull} /> : null}
      <StackSwitch isOn={isStacked} turn={stack} />
      <SizeControl size={size} resize={resize} />
      <FilterButton q={q} search={search} total={found?.pictureCount} />
    </>
  );
}
