import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { FacetChips, FacetRows } from "@/components/library/facet-values";
import { hasToken, type TokenKey, toggleToken } from "@/lib/library/policy/tokens";
import { libraryFacetsQuery } from "@/lib/library/queries";
import type { Facet, LibraryFacets } from "@/lib/library/schema";

type Group = { name: keyof LibraryFacets; key: TokenKey };

const GROUPS: readonly Group[] = [
  { name: "status", key: "status" },
  { name: "person", key: "by" },
  { name: "project", key: "project" },
  { name: "ratio", key: "ratio" },
  { name: "model", key: "model" },
];

type FacetPanelProps = { q: string; search: (text: string) => void };

/** Each value is a token of the search; its count is what it would leave. */
export function FacetPanel({ q, search }: FacetPanelProps) {
  const t = useTranslations("library");
  const { data } = useQuery(libraryFacetsQuery(q));
  return GROUPS.map(({ name, key }) => {
    const facets = data?.[name] ?? [];
    if (facets.length === 0) return null;
    const Values = name === "ratio" ? FacetChips : FacetRows;
    return (
      <details key={name} open className="group border-hair border-b px-4 pt-2 pb-3">
        <summary className="flex min-h-7 list-none items-center font-strong text-[12px] max-tablet:min-h-11 [&::-webkit-details-marker]:hidden">
          <span id={`facet-${name}`} className="flex-1">
            {t(`facet.${name}`)}
          </span>
          <ChevronDown className="size-3.5 text-ink-3 group-not-open:-rotate-90" />
        </summary>
        <Values
          facets={facets}
          labelledBy={`facet-${name}`}
          isChosen={({ value }) => hasToken(q, key, value)}
          choose={({ value }: Facet) => search(toggleToken(q, key, value))}
          labelOf={({ label }) =>
            name === "status" ? t(`mark.${label as "picked" | "rejected" | "unmarked"}`) : label
          }
        />
      </details>
    );
  });
}
