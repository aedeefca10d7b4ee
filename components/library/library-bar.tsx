import { useQuery } from "@tanstack/react-query";
import { UploadButton } from "@/components/incoming/upload-button";
import { CullButton } from "@/components/library/cull-button";
import { FilterButton } from "@/components/library/filter-button";
import { LibraryTabs } from "@/components/library/library-tabs";
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
  /** The project that own pictures come into. Null for who may only look on. */
  uploadsTo: string | null;
};

/** On a phone the search has the whole width. */
export function LibraryBar({ address, found, cull, stack, uploadsTo }: LibraryBarProps) {
  const { q, size, isStacked, search, resize } = address;
  const { data: whole } = useQuery(libraryDaysQuery({ q: "", isStacked: false }));
  return (
    <>
      <LibraryTabs here="library" count={whole?.total} />
      <SearchField q={q} search={search} found={found} />
      {q.trim() ? <SaveSearch q={q} /> : null}
      {found && found.total > 0 ? <CullButton cull={cull} /> : null}
      <StackSwitch isOn={isStacked} turn={stack} />
      {uploadsTo ? <UploadButton projectId={uploadsTo} /> : null}
      <SizeControl size={size} resize={resize} />
      <FilterButton q={q} search={search} total={found?.pictureCount} />
    </>
  );
}
