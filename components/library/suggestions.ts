import { COLOURS } from "@/lib/image/schema/facts";
import {
  endOf,
  TOKEN_KEYS,
  type TokenKey,
  type WholeToken,
  withoutEnd,
} from "@/lib/library/policy/tokens";
import type { LibraryFacets } from "@/lib/library/schema";
import { HAS_FILTERS } from "@/lib/library/schema/facts";

/** What would take the place of the word at the caret. */
export type Suggestion =
  | { kind: "key"; key: TokenKey; isNot: boolean }
  | { kind: "value"; token: WholeToken; label: string; count: number | null };

/** What the search box says, in parts. */
export type SearchParts = { tokens: readonly WholeToken[]; rest: string };

type Known = {
  facets: LibraryFacets | undefined;
  /** Names of tokens as the person's language writes them. */
  nameOf: (key: TokenKey) => string;
  /** A value of a token in words. */
  wordOf: (key: TokenKey, value: string) => string;
  year: number;
};

const SUGGESTIONS_MAX = 8;
const FACET_OF = {
  by: "person",
  project: "project",
  status: "status",
  mark: "mark",
  tag: "tag",
  collection: "collection",
  ratio: "ratio",
  model: "model",
} as const satisfies Partial<Record<TokenKey, keyof LibraryFacets>>;

const isFacet = (key: TokenKey): key is keyof typeof FACET_OF => key in FACET_OF;

export function suggest({ tokens, rest }: SearchParts, known: Known): Suggestion[] {
  const end = endOf(rest);
  if (!end) return [];
  const { key, isNot } = end;
  const typed = end.value.toLowerCase();
  if (key === null) {
    // After a word and a space nobody asks what else there is.
    if (typed === "" && rest !== "") return [];
    return TOKEN_KEYS.filter((each) =>
      [each, known.nameOf(each)].some((name) => name.startsWith(typed)),
    ).map((each) => ({ kind: "key", key: each, isNot }));
  }
  const taken = new Set(tokens.filter((it) => it.key === key).map(({ value }) => value));
  return valuesOf(key, known)
    .filter(({ value, label }) => !taken.has(value) && begins([label, value], typed))
    .slice(0, SUGGESTIONS_MAX)
    .map(({ value, label, count }) => ({
      ...{ kind: "value", token: { key, value, isNot }, label, count },
    }));
}

const begins = (texts: readonly string[], typed: string) =>
  texts.some((text) =>
    [text, ...text.split(/\s+/)].some((word) => word.toLowerCase().startsWith(typed)),
  );

const FIXED: Partial<Record<TokenKey, readonly string[]>> = {
  rating: [">=5", ">=4", ">=3", ">=2", ">=1", "0"],
  has: HAS_FILTERS,
  colour: COLOURS,
};

type Value = { value: string; label: string; count: number | null };

function valuesOf(key: TokenKey, { facets, wordOf, year }: Known): Value[] {
  if (isFacet(key))
    return (facets?.[FACET_OF[key]] ?? []).map((facet) => ({
      ...facet,
      label: facet.label === facet.value ? wordOf(key, facet.value) : facet.label,
    }));
  const values = FIXED[key] ?? ["7d", "30d", "90d", String(year), String(year - 1)];
  return values.map((value) => ({ value, label: wordOf(key, value), count: null }));
}

/** The search once the suggestion is taken. */
export function taken(
  parts: SearchParts,
  suggestion: Suggestion,
  nameOf: Known["nameOf"],
): SearchParts {
  const before = withoutEnd(parts.rest);
  return suggestion.kind === "key"
    ? { ...parts, rest: `${before}${suggestion.isNot ? "-" : ""}${nameOf(suggestion.key)}:` }
    : { tokens: [...parts.tokens, suggestion.token], rest: before };
}
