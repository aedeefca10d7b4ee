// What the browser has before its first paint: no parser here.

/** Of the search box, code points. */
export const SEARCH_LENGTH_MAX = 500;
/** Pictures of one read. A day that has more is read in several. */
export const CHUNK_SIZE = 200;
export const STARS_MAX = 5;

/** Runs whose marks are read at once: their ids stand in the address. */
export const MARKED_GENERATIONS_MAX = 50;
/** Pictures of one write, and of one read of ids. */
export const PICTURES_MAX = 10_000;
/** Of a search that is kept, code points, and how many a person can keep. */
export const SEARCH_NAME_LENGTH_MAX = 60;
export const SAVED_SEARCHES_MAX = 100;
/** Of a tag, code points. */
export const TAG_LENGTH_MAX = 40;

/**
 * By the team: `picked` by somebody; `rejected` by somebody and picked by nobody; `unmarked` by nobody. By a person:
 * what that person thinks of it.
 */
export const MARK_FILTERS = ["picked", "rejected", "unmarked"] as const;
export type MarkFilter = (typeof MARK_FILTERS)[number];
/** What a picture can have, as `has:` says it; `upload` has what somebody brought. */
export const HAS_FILTERS = ["stars", "tags", "upload"] as const;
export type HasFilter = (typeof HAS_FILTERS)[number];

/** Pictures of the team that answer what is being written: so many are shown, and some more for those put aside. */
export const MADE_BEFORE_SHOWN_MAX = 6;
export const MADE_BEFORE_MAX = 12;
/** Of a prompt, UTF-16 units: what comes after decides no more. */
export const MADE_BEFORE_PROMPT_LENGTH = 4_000;

/** One line without quotation marks, for it stands in a search. */
export const isTagName = (text: string): boolean => {
  const name = text.trim();
  return name !== "" && [...name].length <= TAG_LENGTH_MAX && !/["\p{C}]/u.test(name);
};
