import { useQuery } from "@tanstack/react-query";
import { ChevronDown, FilterX } from "lucide-react";
import { useTranslations } from "next-intl";
import { FacetChips, FacetRows } from "@/components/library/facet-values";
import { Button } from "@/components/ui/button";
import { hasToken, splitTokens, type TokenKey, toggleToken } from "@/lib/library/policy/tokens";
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
  const { data } = useQuery(libraryFacetsQuery(q));
  return (
    <>
      <ClearFilters q={q} search={search} />
      {GROUPS.map((group) => (
        <FacetGroup key={group.name} {...{ q, search, group }} facets={data?.[group.name] ?? []} />
      ))}
    </>
  );
}

/** Leaves the words of the search. */
function ClearFilters({ q, search }: FacetPanelProps) {
  const t = useTranslations("library.facet");
  const { tokens, rest } = splitTokens(q);
  if (tokens.length === 0) return null;
  return (
    <div className="border-hair border-b px-4 py-2">
      <Button
        kind="ghost"
        size={26}
        icon={FilterX}
        onClick={() => search(rest.trim())}
        className="-ms-2 max-tablet:h-11"
      >
        {t("clear", { count: tokens.length })}
      </Button>
    </div>
  );
}

type FacetGroupProps = FacetPanelProps & { group: Group; facets: readonly Facet[] };

function FacetGroup({ q, search, group: { name, key }, facets }: FacetGroupProps) {
  const t = useTranslations("library");
  if (facets.length === 0) return null;
  const Values = name === "ratio" ? FacetChips : FacetRows;
  return (
    <details open className="group border-hair border-b px-4 pt-2 pb-3">
      <summary className="flex min-h-7 list-none items-center font-strong text-[12px] max-tablet:min-h-11 [&::-webkit-details-marker]:hidden">
        <span id={`facet-${name}`} className="flex-1">
          {t(`facet.${name}`)}
        </span>
        <ChevronDown className="size-3.5 text-ink-3 group-not-open:-rotate-90" />
      </summary>
      <Values
        facets={facets}
        labelledBy={`facet-${name}`}
        isChosen={(facet) => hasToken(q, { ...facet, key })}
        choose={(facet) => search(toggleToken(q, { ...facet, key }))}
        labelOf={({ label }) =>
          name === "status" ? t(`mark.${label as "picked" | "rejected" | "unmarked"}`) : label
        }
      />
    </details>
  );
}
