import "server-only";

import { MODELS } from "@/lib/generation/models";
import { type ParsedSearch, parseSearch } from "@/lib/library/policy/search";
import type { LibraryFacets, LibrarySearch, SearchProblem } from "@/lib/library/schema";
import type { LibraryFilter } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

export type LibraryPorts = Pick<Ports, "clock" | "library">;
export type Names = Awaited<ReturnType<Ports["library"]["listNames"]>>;

type Named = "by" | "project" | "model" | "tag";
/** What a search asks for by name: values as typed, and the ids that they mean. */
type Meant = Record<keyof LibraryFacets, { typed: string; ids: string[] }[]>;

export type Understood = {
  /** Null when nothing can match. */
  filter: LibraryFilter | null;
  names: Names;
  problems: SearchProblem[];
  meant: Meant;
};

/** Of the pictures that look like one. */
const ALIKE_MAX = 200;

/** Reads a search box and finds out whom and what its names mean. */
export async function understand(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<Understood> {
  const names = await ports.library.listNames(actor.teamId);
  const today = dayIn(names.timeZone, ports.clock.now());
  const { search, problems } = parseSearch(text, today);
  const alike =
    search.like && (await ports.library.listAlike(actor.teamId, search.like, ALIKE_MAX));
  if (search.like && !alike) problems.push({ token: `like:${search.like}`, code: "unknown_value" });
  const imageIds = alike || null;
  return { ...filterOf({ search, problems }, { names, actor, imageIds }), names };
}

// Swedish dates are YYYY-MM-DD.
const dayIn = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(at);

function filterOf(
  { search, problems: before }: ParsedSearch,
  { names, actor, imageIds }: { names: Names; actor: Actor; imageIds: string[] | null },
): Omit<Understood, "names"> {
  const problems = [...before];
  const meantBy = (key: Named, values: string[]) =>
    values.map((typed) => {
      const ids = FINDERS[key](typed, names, actor);
      if (ids.length === 0) problems.push({ token: `${key}:${typed}`, code: "unknown_value" });
      return { typed, ids };
    });
  const meantOf = ({
    by,
    project,
    model,
    tag,
    ratio,
    status,
    mark,
  }: LibrarySearch["not"]): Meant => ({
    person: meantBy("by", by),
    project: meantBy("project", project),
    model: meantBy("model", model),
    tag: meantBy("tag", tag),
    ratio: ratio.map(asItStands),
    status: status.map(asItStands),
    mark: mark.map(asItStands),
    rating: [],
  });
  const { starsMin, starsMax, since, until, isImpossible, not } = search;
  const meant = meantOf(search);
  // At least so many: what the facet of the stars says.
  if (starsMin !== null && starsMax === null) meant.rating = [asItStands(`>=${starsMin}`)];
  const filter = {
    ...chosenOf(search, meant, names),
    ...{ starsMin, starsMax, since, until, imageIds, personId: actor.userId },
    not: chosenOf(not, meantOf(not), names),
  };
  return { filter: isImpossible ? null : filter, problems, meant };
}

const asItStands = (value: string) => ({ typed: value, ids: [value] });

function chosenOf(
  { words, phrases, ratio, status, mark, has, colour }: LibrarySearch["not"],
  meant: Meant,
  { tags }: Names,
): LibraryFilter["not"] {
  const idsOf = (key: keyof LibraryFacets) => meant[key].flatMap(({ ids }) => ids);
  return {
    words: words.map((text) => ({ text, tagIds: tagsOf(text, tags) })),
    ...{ phrases, ratios: ratio, status, mark, has, colours: colour },
    ...{ authorIds: idsOf("person"), projectIds: idsOf("project"), models: idsOf("model") },
    tagIds: idsOf("tag"),
  };
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
const begins = (whole: string, part: string) =>
  whole
    .toLowerCase()
    .split(/\s+/)
    .concat(whole.toLowerCase())
    .some((word) => word.startsWith(part.toLowerCase()));

const tagsOf = (word: string, tags: Names["tags"]) =>
  tags.filter(({ name }) => begins(name, word)).map(({ id }) => id);

/** Whom or what a name means: the beginning of any word of it is enough. */
const FINDERS: Record<Named, (value: string, names: Names, actor: Actor) => string[]> = {
  by: (value, { people }, actor) =>
    value.toLowerCase() === "me"
      ? [actor.userId]
      : people.filter(({ name }) => begins(name, value)).map(({ id }) => id),
  project: (value, { projects }) => {
    const coded = projects.filter(({ code }) => same(code, value));
    const found = coded.length > 0 ? coded : projects.filter(({ name }) => begins(name, value));
    return found.map(({ id }) => id);
  },
  tag: (value, { tags }) => {
    const exact = tags.filter(({ name }) => same(name, value));
    return (exact.length > 0 ? exact : tags.filter(({ name }) => begins(name, value))).map(
      ({ id }) => id,
    );
  },
  model: (value) => {
    const exact = MODELS.filter(({ id, shortLabel }) => same(id, value) || same(shortLabel, value));
    const found = exact.length > 0 ? exact : MODELS.filter(({ label }) => begins(label, value));
    return found.map(({ id }) => id);
  },
};
