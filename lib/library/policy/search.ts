import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { COLOURS } from "@/lib/image/schema/facts";
import { type Token, tokensOf, unquoted } from "@/lib/library/policy/tokens";
import type { LibrarySearch, SearchProblem } from "@/lib/library/schema";
import { HAS_FILTERS, MARK_FILTERS, STARS_MAX } from "@/lib/library/schema/facts";

export type ParsedSearch = { search: LibrarySearch; problems: SearchProblem[] };

type Reader = (search: LibrarySearch, token: Token, today: string) => SearchProblem["code"] | null;

export const emptySearch = (): LibrarySearch => ({
  ...nothing(),
  ...{ like: null, starsMin: null, starsMax: null, since: null, until: null, isImpossible: false },
  not: nothing(),
});

const nothing = (): LibrarySearch["not"] => ({
  ...{ words: [], phrases: [], by: [], project: [], model: [], tag: [], collection: [] },
  ...{ ratio: [], status: [], mark: [], has: [], colour: [] },
});

/**
 * What a search box says. Total: what it does not understand is a problem by name, and the rest counts.
 * `today` is the team's, YYYY-MM-DD.
 */
export function parseSearch(text: string, today: string): ParsedSearch {
  const search = emptySearch();
  const problems: SearchProblem[] = [];
  for (const token of tokensOf(text)) {
    const read = token.key === null ? readText : READERS[token.key];
    const code = read ? read(search, token, today) : readText(search, whole(token), today);
    if (code) problems.push({ token: token.text, code });
  }
  return { search, problems };
}

/** `note:this` is no token of ours: two words, as they stand. */
const whole = (token: Token): Token => ({ ...token, value: `${token.key} ${token.value}` });

const readText: Reader = (search, { value, isNot }) => {
  const place = isNot ? search.not : search;
  if (!value.startsWith('"')) {
    // A lone sign has no word in it.
    place.words.push(...(value.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []));
    return null;
  }
  if (unquoted(value)) place.phrases.push(unquoted(value));
  return value.length > 1 && value.endsWith('"') ? null : "unclosed_quote";
};

const named =
  (key: "by" | "project" | "model" | "tag" | "collection"): Reader =>
  (search, { value, isNot }) => {
    if (!unquoted(value)) return "empty_value";
    (isNot ? search.not : search)[key].push(unquoted(value));
    return null;
  };

const chosen =
  <T extends string>(
    key: "ratio" | "status" | "mark" | "has" | "colour",
    values: readonly T[],
  ): Reader =>
  (search, { value, isNot }) => {
    const found = values.find((each) => each === unquoted(value).toLowerCase());
    if (!found) return unquoted(value) ? "unknown_value" : "empty_value";
    ((isNot ? search.not : search)[key] as T[]).push(found);
    return null;
  };

const readRating: Reader = (search, { value }) => {
  const [, sign, digit] = /^(>=|<=|=|>|<)?([0-5])$/.exec(unquoted(value)) ?? [];
  if (digit === undefined) return unquoted(value) ? "unknown_value" : "empty_value";
  const stars = Number(digit);
  const low = sign === ">" ? stars + 1 : stars;
  const high = sign === "<" ? stars - 1 : stars;
  if (sign !== "<=" && sign !== "<") search.starsMin = Math.max(search.starsMin ?? 0, low);
  if (sign !== ">=" && sign !== ">") search.starsMax = Math.min(search.starsMax ?? STARS_MAX, high);
  return null;
};

const dated =
  (key: "since" | "until"): Reader =>
  (search, { value }, today) => {
    const days = readDays(unquoted(value), today);
    if (!days) return unquoted(value) ? "unknown_value" : "empty_value";
    search[key] = key === "since" ? days.first : days.last;
    return null;
  };

/** Nothing has kits or pins yet, so nothing has this one. */
const readImpossible: Reader = (search, { isNot }) => {
  if (!isNot) search.isImpossible = true;
  return null;
};

const readHas: Reader = (search, token, today) =>
  (unquoted(token.value).toLowerCase() === "pins" ? readImpossible : chosen("has", HAS_FILTERS))(
    search,
    token,
    today,
  );

const readLike: Reader = (search, { value, isNot }) => {
  if (!unquoted(value) || isNot) return unquoted(value) ? "unknown_value" : "empty_value";
  search.like = unquoted(value);
  return null;
};

const READERS: Readonly<Record<string, Reader>> = {
  by: named("by"),
  project: named("project"),
  model: named("model"),
  tag: named("tag"),
  collection: named("collection"),
  ratio: chosen("ratio", ASPECT_RATIOS),
  status: chosen("status", MARK_FILTERS),
  mark: chosen("mark", MARK_FILTERS),
  rating: readRating,
  since: dated("since"),
  until: dated("until"),
  kit: readImpossible,
  has: readHas,
  colour: chosen("colour", COLOURS),
  like: readLike,
};

const DAY_MS = 86_400_000;
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** `2026`, `2026-11`, `2026-11-24`, `7d`, `2w`: the first and the last day of it. */
function readDays(value: string, today: string): { first: string; last: string } | null {
  const [, count, unit] = /^(\d{1,4})([dw])$/.exec(value) ?? [];
  if (count && unit) {
    const back = Date.parse(today) - Number(count) * (unit === "w" ? 7 : 1) * DAY_MS;
    return { first: isoDay(back), last: isoDay(back) };
  }
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value) ?? [];
  if (!year) return null;
  const first = Date.parse(`${year}-${month ?? "01"}-${day ?? "01"}`);
  if (Number.isNaN(first) || (day && isoDay(first) !== value)) return null;
  if (day) return { first: value, last: value };
  const next = month ? Date.UTC(Number(year), Number(month), 1) : Date.UTC(Number(year) + 1, 0, 1);
  return { first: isoDay(first), last: isoDay(next - DAY_MS) };
}
