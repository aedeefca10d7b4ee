import { useQuery } from "@tanstack/react-query";
import { ChevronDown, FilterX, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BinLink } from "@/components/bin/bin-link";
import { CollectionsLink } from "@/components/collection/collections-link";
import { ColourSwatches } from "@/components/library/colour-swatches";
import { FacetChips, FacetRows } from "@/components/library/facet-values";
import { SavedList } from "@/components/library/saved-list";
import { useTokenWords } from "@/components/library/use-token-words";
import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { Button } from "@/components/ui/button";
import {
  hasToken,
  splitTokens,
  switchToken,
  type TokenKey,
  toggleToken,
} from "@/lib/library/policy/tokens";
import { libraryFacetsQuery } from "@/lib/library/queries";
import type { Facet, LibraryFacets } from "@/lib/library/schema";
import { STARS_MAX } from "@/lib/library/schema/facts";

type Group = {
  name: keyof LibraryFacets;
  key: TokenKey;
  /** One value takes the place of another. */
  isSingle?: true;
};

const GROUPS: readonly Group[] = [
  { name: "status", key: "status" },
  { name: "mark", key: "mark" },
  { name: "rating", key: "rating", isSingle: true },
  { name: "person", key: "by" },
  { name: "project", key: "project" },
  { name: "tag", key: "tag" },
  { name: "collection", key: "collection" },
  { name: "ratio", key: "ratio" },
  { name: "model", key: "model" },
  { name: "has", key: "has" },
];

type FacetPanelProps = { q: string; search: (text: string) => void };

/** Each value is a token of the search; its count is what it would leave. */
export function FacetPanel({ q, search }: FacetPanelProps) {
  const { data } = useQuery(libraryFacetsQuery(q));
  return (
    <>
      <CollectionsLink />
      <SavedList q={q} search={search} />
      <ClearFilters q={q} search={search} />
      {GROUPS.map((group) => (
        <FacetGroup key={group.name} {...{ q, search, group }} facets={data?.[group.name] ?? []} />
      ))}
      <ColourSwatches q={q} search={search} />
      <BinLink />
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

function FacetGroup({ q, search, group, facets }: FacetGroupProps) {
  const t = useTranslations("library.facet");
  const { wordOf } = useTokenWords();
  const { name, key, isSingle } = group;
  if (facets.length === 0) return null;
  const Values = name in CHIPS ? FacetChips : FacetRows;
  const change = isSingle ? switchToken : toggleToken;
  return (
    <details open className="group border-hair border-b px-4 pt-2 pb-3">
      <summary className="flex min-h-7 list-none items-center font-strong text-[12px] max-tablet:min-h-11 [&::-webkit-details-marker]:hidden">
        <span id={`facet-${name}`} className="flex-1">
          {t(name)}
        </span>
        <ChevronDown className="size-3.5 text-ink-3 group-not-open:-rotate-90" />
      </summary>
      <Values
        facets={facets}
        labelledBy={`facet-${name}`}
        isChosen={(facet) => hasToken(q, { ...facet, key })}
        choose={(facet) => search(change(q, { ...facet, key }))}
        labelOf={({ value, label }) => {
          if (name === "has") return t("uploaded");
          return label === value ? wordOf(key, value) : label;
        }}
        chipOf={({ value }) => CHIPS[name]?.(value)}
      />
    </details>
  );
}

/** Groups of a few short values, which stand side by side. */
const CHIPS: Partial<Record<keyof LibraryFacets, (value: string) => ReactNode>> = {
  ratio: (value) => (
    <>
      <AspectGlyph ratio={value} size={11} />
      {value}
    </>
  ),
  rating: (value) => {
    const stars = value.replace(">=", "");
    return (
      <>
        <Star className="size-3" />
        {stars === String(STARS_MAX) ? stars : `${stars}+`}
      </>
    );
  },
};
