import "server-only";

import { MODELS } from "@/lib/generation/models";
import { type ParsedSearch, parseSearch } from "@/lib/library/policy/search";
import { nearestWord, slipsOf } from "@/lib/library/policy/spelling";
import { eachWithout, replaceWord } from "@/lib/library/policy/tokens";
import {
  CHUNK_SIZE,
  type Facet,
  type LibraryDays,
  type LibraryFacets,
  type LibrarySearch,
  MARK_FILTERS,
  type SearchProblem,
} from "@/lib/library/schema";
import type { LibraryFilter, LibraryPictureRecord } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

type LibraryPorts = Pick<Ports, "clock" | "library">;
type Names = Awaited<ReturnType<Ports["library"]["listNames"]>>;

type Understood = { filter: LibraryFilter | null; names: Names; problems: SearchProblem[] };

/** `filter` is null when nothing can match. */
async function understand(ports: LibraryPorts, actor: Actor, text: string): Promise<Understood> {
  const names = await ports.library.listNames(actor.teamId);
  const today = dayIn(names.timeZone, ports.clock.now());
  const { search, problems } = parseSearch(text, today);
  return { ...filterOf({ search, problems }, { names, actor }), names };
}

// Swedish dates are YYYY-MM-DD.
const dayIn = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(at);

function filterOf(
  { search, problems: before }: ParsedSearch,
  { names, actor }: { names: Names; actor: Actor },
): Omit<Understood, "names"> {
  const problems = [...before];
  const idsOf = (key: "by" | "project" | "model", values: string[]) =>
    values.flatMap((value) => {
      const ids = FINDERS[key](value, names, actor);
      if (ids.length === 0) problems.push({ token: `${key}:${value}`, code: "unknown_value" });
      return ids;
    });
  const chosenOf = (chosen: LibrarySearch["not"]): LibraryFilter["not"] => ({
    words: chosen.words,
    phrases: chosen.phrases,
    authorIds: idsOf("by", chosen.by),
    projectIds: idsOf("project", chosen.project),
    models: idsOf("model", chosen.model),
    ratios: chosen.ratio,
    status: chosen.status,
  });
  const { starsMin, starsMax, since, until, isImpossible, not } = search;
  const filter = { ...chosenOf(search), starsMin, starsMax, since, until, not: chosenOf(not) };
  return { filter: isImpossible ? null : filter, problems };
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
const begins = (whole: string, part: string) =>
  whole
    .toLowerCase()
    .split(/\s+/)
    .concat(whole.toLowerCase())
    .some((word) => word.startsWith(part.toLowerCase()));

/** Whom or what a name means: the beginning of any word of it is enough. */
const FINDERS: Record<
  "by" | "project" | "model",
  (value: string, names: Names, actor: Actor) => string[]
> = {
  by: (value, { people }, actor) =>
    value.toLowerCase() === "me"
      ? [actor.userId]
      : people.filter(({ name }) => begins(name, value)).map(({ id }) => id),
  project: (value, { projects }) => {
    const coded = projects.filter(({ code }) => same(code, value));
    const found = coded.length > 0 ? coded : projects.filter(({ name }) => begins(name, value));
    return found.map(({ id }) => id);
  },
  model: (value) => {
    const exact = MODELS.filter(({ id, shortLabel }) => same(id, value) || same(shortLabel, value));
    const found = exact.length > 0 ? exact : MODELS.filter(({ label }) => begins(label, value));
    return found.map(({ id }) => id);
  },
};

/** What of a search matches nothing is said by name and counts as absent. */
export async function listDays(
  ports: LibraryPorts,
  actor: Actor,
  asked: string,
): Promise<LibraryDays> {
  const startedAt = performance.now();
  const asOf = ports.clock.now().toISOString();
  const made = (await search(ports, actor, asked)) ?? (await searchCorrected(ports, actor, asked));
  const relief = made.total === 0 ? await findRelief(ports, actor, asked) : null;
  return { ...made, asOf, relief, tookMs: Math.round(performance.now() - startedAt) };
}

type Made = Pick<LibraryDays, "text" | "corrected" | "days" | "total" | "problems">;

/** Null when nothing is found. */
async function search(ports: LibraryPorts, actor: Actor, text: string): Promise<Made | null> {
  const { filter, problems } = await understand(ports, actor, text);
  const counted = await count(ports, actor, filter);
  return counted.total > 0 ? { text, corrected: [], problems, ...counted } : null;
}

/** The same with words that nobody has written replaced by those that were meant. */
async function searchCorrected(ports: LibraryPorts, actor: Actor, asked: string): Promise<Made> {
  const { filter, problems } = await understand(ports, actor, asked);
  const corrected = await correct(ports, actor, filter?.words ?? []);
  const text = corrected.reduce((it, { typed, meant }) => replaceWord(it, typed, meant), asked);
  const made = corrected.length > 0 ? await search(ports, actor, text) : null;
  return made
    ? { ...made, corrected }
    : { text: asked, corrected: [], problems, days: [], total: 0 };
}

async function correct(
  ports: LibraryPorts,
  { teamId }: Actor,
  words: readonly string[],
): Promise<LibraryDays["corrected"]> {
  const corrected = words.map(async (typed) => {
    const slips = slipsOf(typed);
    if (slips === 0 || (await ports.library.hasWord(teamId, typed))) return [];
    const length = { min: typed.length - slips, max: typed.length + slips };
    const meant = nearestWord(typed, await ports.library.listWords(teamId, length));
    return meant ? [{ typed, meant }] : [];
  });
  return (await Promise.all(corrected)).flat();
}

async function count(ports: LibraryPorts, { teamId }: Actor, filter: LibraryFilter | null) {
  const days = filter ? await ports.library.listDays(teamId, filter) : [];
  return { days, total: days.reduce((sum, { count }) => sum + count, 0) };
}

/** Parts of a search that are tried without, at most. */
const RELIEF_PARTS_MAX = 6;

/** Null where no single part of several is to blame. */
async function findRelief(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<LibraryDays["relief"]> {
  const parts = eachWithout(text).filter(({ rest }) => rest !== "");
  const tried = await Promise.all(
    parts.slice(0, RELIEF_PARTS_MAX).map(async (part) => {
      const { filter } = await understand(ports, actor, part.rest);
      return { ...part, total: (await count(ports, actor, filter)).total };
    }),
  );
  const [best] = tried.sort((a, b) => b.total - a.total);
  return best && best.total > 0 ? best : null;
}

export async function listChunk(
  ports: LibraryPorts,
  actor: Actor,
  { text, ...place }: { text: string; from: string; to: string; asOf: Date; offset: number },
): Promise<LibraryPictureRecord[]> {
  const { filter } = await understand(ports, actor, text);
  if (!filter) return [];
  const reader = { teamId: actor.teamId, personId: actor.userId };
  return ports.library.listChunk(reader, filter, { ...place, limit: CHUNK_SIZE });
}

/** The part of a filter that each group of facets sets aside, so that its other values can be chosen. */
const OWN_PART: Record<keyof LibraryFacets, Partial<LibraryFilter>> = {
  status: { status: [] },
  person: { authorIds: [] },
  project: { projectIds: [] },
  ratio: { ratios: [] },
  model: { models: [] },
};
const GROUPS = Object.keys(OWN_PART) as (keyof LibraryFacets)[];

/** Of the search as it is made: with the words that were meant, when nothing has those that were typed. */
export async function listFacets(
  ports: LibraryPorts,
  actor: Actor,
  asked: string,
): Promise<LibraryFacets> {
  const facets = await countFacets(ports, actor, asked);
  if (GROUPS.some((group) => facets[group].length > 0)) return facets;
  const { text } = await searchCorrected(ports, actor, asked);
  return text === asked ? facets : countFacets(ports, actor, text);
}

async function countFacets(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<LibraryFacets> {
  const { filter, names } = await understand(ports, actor, text);
  const counted = await Promise.all(
    GROUPS.map(async (group) => {
      const counts = filter
        ? await ports.library.countFacet(actor.teamId, group, { ...filter, ...OWN_PART[group] })
        : [];
      return [group, counts.map((facet) => labelled(group, facet, names))] as const;
    }),
  );
  const facets = Object.fromEntries(counted) as LibraryFacets;
  const order: readonly string[] = MARK_FILTERS;
  facets.status.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  return facets;
}

/** `value` becomes what a token says, `label` what a person reads. */
function labelled(
  group: keyof LibraryFacets,
  { value, count }: Omit<Facet, "label">,
  { people, projects }: Names,
): Facet {
  if (group === "person") {
    const name = people.find(({ id }) => id === value)?.name ?? value;
    return { value: name, label: name, count };
  }
  if (group === "project") {
    const project = projects.find(({ id }) => id === value);
    return { value: project?.code ?? value, label: project?.name ?? value, count };
  }
  if (group === "model") {
    const model = MODELS.find(({ id }) => id === value);
    return { value: model?.shortLabel ?? value, label: model?.shortLabel ?? value, count };
  }
  return { value, label: value, count };
}
