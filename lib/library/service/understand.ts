import "server-only";

import { MODELS } from "@/lib/generation/models";
import { type ParsedSearch, parseSearch } from "@/lib/library/policy/search";
import type { LibraryFacets, LibrarySearch, SearchProblem } from "@/lib/library/schema";
import type { LibraryFilter, LiveCollection } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor, Sight } from "@/lib/shared/actor";

export type LibraryPorts = Pick<Ports, "clock" | "library">;
export type Names = Awaited<ReturnType<Ports["library"]["listNames"]>>;

type Named = "by" | "project" | "model" | "tag" | "collection";
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

type Asking = {
  ports: LibraryPorts;
  sight: Sight;
  names: Names;
  /** Who `me` is, and whose marks `mark:` means. */
  personId: string;
  /** Collections whose searches led here. */
  trail: readonly string[];
};

const askedBy = (actor: Actor, known: Pick<Asking, "ports" | "names">): Asking => ({
  ...known,
  ...{ sight: actor, personId: actor.userId, trail: [] },
});

/** Reads a search box and finds out whom and what its names mean. */
export async function understand(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<Understood> {
  const names = await ports.library.listNames(actor);
  return { ...(await read(askedBy(actor, { ports, names }), text)), names };
}

async function read(asking: Asking, text: string): Promise<Omit<Understood, "names">> {
  const { ports, names, sight } = asking;
  const today = dayIn(names.timeZone, ports.clock.now());
  const { search, problems } = parseSearch(text, today);
  const alike = search.like && (await ports.library.listAlike(sight, search.like, ALIKE_MAX));
  if (search.like && !alike) problems.push({ token: `like:${search.like}`, code: "unknown_value" });
  const live = await readLive(asking, [...search.collection, ...search.not.collection]);
  return filterOf({ search, problems }, { asking, live, imageIds: alike || null });
}

/** All live collections that find something, with what they ask for. */
export async function readAllLive(
  ports: LibraryPorts,
  actor: Actor,
  names: Names,
): Promise<LiveCollection[]> {
  const asking = askedBy(actor, { ports, names });
  const live = await readLive(
    asking,
    names.collections.filter(({ search }) => search !== null).map(({ id }) => id),
  );
  return [...live].flatMap(([id, filter]) => (filter ? [{ id, filter }] : []));
}

type Live = ReadonlyMap<string, LibraryFilter | null>;

/** What the live ones among the collections of those names find: as their makers read it, among what the actor sees. */
async function readLive(asking: Asking, typed: readonly string[]): Promise<Live> {
  const ids = new Set(typed.flatMap((name) => FINDERS.collection(name, asking)));
  const live = asking.names.collections.flatMap(({ id, search, madeById: personId }) =>
    search !== null && ids.has(id) ? [{ id, search, personId }] : [],
  );
  const filters = live.map(async ({ id, search, personId }) => {
    // One that leads back to itself finds nothing.
    if (asking.trail.includes(id)) return [id, null] as const;
    const { filter } = await read({ ...asking, personId, trail: [...asking.trail, id] }, search);
    return [id, filter] as const;
  });
  return new Map(await Promise.all(filters));
}

// Swedish dates are YYYY-MM-DD.
const dayIn = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(at);

function filterOf(
  { search, problems: before }: ParsedSearch,
  { asking, live, imageIds }: { asking: Asking; live: Live; imageIds: string[] | null },
): Omit<Understood, "names"> {
  const { names, personId } = asking;
  const problems = [...before];
  const meantBy = (key: Named, values: string[]) =>
    values.map((typed) => {
      const ids = FINDERS[key](typed, asking);
      if (ids.length === 0) problems.push({ token: `${key}:${typed}`, code: "unknown_value" });
      return { typed, ids };
    });
  const meantOf = ({
    by,
    project,
    model,
    tag,
    collection,
    ratio,
    status,
    mark,
    has,
  }: LibrarySearch["not"]): Meant => ({
    person: meantBy("by", by),
    project: meantBy("project", project),
    model: meantBy("model", model),
    tag: meantBy("tag", tag),
    collection: meantBy("collection", collection),
    ratio: ratio.map(asItStands),
    status: status.map(asItStands),
    mark: mark.map(asItStands),
    has: has.filter((it) => it === "upload").map(asItStands),
    rating: [],
  });
  const { starsMin, starsMax, since, until, isImpossible, not } = search;
  const meant = meantOf(search);
  // At least so many: what the facet of the stars says.
  if (starsMin !== null && starsMax === null) meant.rating = [asItStands(`>=${starsMin}`)];
  const filter = {
    ...chosenOf(search, meant, { names, live }),
    ...{ starsMin, starsMax, since, until, imageIds, personId },
    not: chosenOf(not, meantOf(not), { names, live }),
  };
  return { filter: isImpossible ? null : filter, problems, meant };
}

const asItStands = (value: string) => ({ typed: value, ids: [value] });

function chosenOf(
  { words, phrases, ratio, status, mark, has, colour }: LibrarySearch["not"],
  meant: Meant,
  { names, live }: { names: Names; live: Live },
): LibraryFilter["not"] {
  const idsOf = (key: keyof LibraryFacets) => meant[key].flatMap(({ ids }) => ids);
  return {
    words: words.map((text) => ({ text, tagIds: tagsOf(text, names.tags) })),
    ...{ phrases, ratios: ratio, status, mark, has, colours: colour },
    ...{ authorIds: idsOf("person"), projectIds: idsOf("project"), models: idsOf("model") },
    tagIds: idsOf("tag"),
    collections: idsOf("collection").map((id) => ({ id, filter: live.get(id) ?? null })),
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

function idsNamed(all: readonly { id: string; name: string }[], value: string): string[] {
  const exact = all.filter(({ name }) => same(name, value));
  const found = exact.length > 0 ? exact : all.filter(({ name }) => begins(name, value));
  return found.map(({ id }) => id);
}

/** Whom or what a name means: the beginning of any word of it is enough. */
const FINDERS: Record<Named, (value: string, asking: Asking) => string[]> = {
  by: (value, { names: { people }, personId }) =>
    value.toLowerCase() === "me"
      ? [personId]
      : people.filter(({ name }) => begins(name, value)).map(({ id }) => id),
  project: (value, { names: { projects } }) => {
    const coded = projects.filter(({ code }) => same(code, value));
    const found = coded.length > 0 ? coded : projects.filter(({ name }) => begins(name, value));
    return found.map(({ id }) => id);
  },
  tag: (value, { names: { tags } }) => idsNamed(tags, value),
  collection: (value, { names: { collections } }) =>
    collections.some(({ id }) => id === value) ? [value] : idsNamed(collections, value),
  model: (value) => {
    const exact = MODELS.filter(({ id, shortLabel }) => same(id, value) || same(shortLabel, value));
    const found = exact.length > 0 ? exact : MODELS.filter(({ label }) => begins(label, value));
    return found.map(({ id }) => id);
  },
};
