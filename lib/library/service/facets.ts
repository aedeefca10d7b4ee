import "server-only";

import { MODELS } from "@/lib/generation/models";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import type { Facet, LibraryFacets } from "@/lib/library/schema";
import { MARK_FILTERS, STARS_MAX } from "@/lib/library/schema/facts";
import { searchCorrected } from "@/lib/library/service/search";
import {
  type LibraryPorts,
  type Names,
  readAllLive,
  understand,
} from "@/lib/library/service/understand";
import type { FacetCount, LibraryFilter } from "@/lib/ports/library-repository";
import type { Actor } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

/** The part of a filter that each group of facets sets aside, so that its other values can be chosen. */
const OWN_PART: Record<keyof LibraryFacets, Partial<LibraryFilter>> = {
  status: { status: [] },
  mark: { mark: [] },
  rating: { starsMin: null, starsMax: null },
  person: { authorIds: [] },
  project: { projectIds: [] },
  tag: { tagIds: [] },
  collection: { collections: [] },
  ratio: { ratios: [] },
  model: { models: [] },
  // Of several all are asked for: none is set aside for another.
  has: {},
};
type Group = keyof LibraryFacets;
const GROUPS = Object.keys(OWN_PART) as Group[];

/** Of the search as it is made: with the words that were meant, when nothing has those that were typed. */
export async function listFacets(
  ports: LibraryPorts,
  actor: Actor,
  asked: string,
): Promise<LibraryFacets> {
  const facets = await countFacets(ports, actor, asked);
  if (GROUPS.some((group) => facets[group].some(({ count }) => count > 0))) return facets;
  const { text } = await searchCorrected(ports, actor, { text: asked, isStacked: false });
  return text === asked ? facets : countFacets(ports, actor, text);
}

async function countFacets(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<LibraryFacets> {
  const { filter, names, meant } = await understand(ports, actor, text);
  const counted = filter ? await countGroups(ports, actor, filter) : new Map<Group, FacetCount[]>();
  if (filter) {
    const live = await countLive(ports, actor, { filter, names });
    const all = [...(counted.get("collection") ?? []), ...live];
    counted.set(
      "collection",
      all.sort((a, b) => b.count - a.count),
    );
  }
  const shown = GROUPS.map((group) => {
    const counts = counted.get(group) ?? [];
    const chosen = meant[group];
    // What is chosen stays to be taken off, though it leaves nothing.
    const left = new Set(counts.map(({ value }) => value));
    const empty = new Set(chosen.flatMap(({ ids }) => ids).filter((id) => !left.has(id)));
    const all = [...counts, ...[...empty].map((value) => ({ value, count: 0, isAtLeast: false }))];
    const chosenBy = (value: string) =>
      chosen.filter(({ ids }) => ids.includes(value)).map(({ typed }) => typed);
    return [
      group,
      all.map((it) => ({ ...labelled(group, it, names), chosenBy: chosenBy(it.value) })),
    ] as const;
  });
  const facets = Object.fromEntries(shown) as LibraryFacets;
  const order: readonly string[] = MARK_FILTERS;
  for (const group of [facets.status, facets.mark])
    group.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  const shapes: readonly string[] = ASPECT_RATIOS;
  facets.ratio.sort((a, b) => shapes.indexOf(a.value) - shapes.indexOf(b.value));
  facets.rating.sort((a, b) => b.value.localeCompare(a.value));
  return facets;
}

/** Groups whose own part the search uses are counted without it, the others together: pictures are looked at once. */
async function countGroups(
  ports: LibraryPorts,
  actor: Actor,
  filter: LibraryFilter,
): Promise<Map<Group, FacetCount[]>> {
  const own = GROUPS.filter((group) => isUsed(filter, OWN_PART[group]));
  const together = GROUPS.filter((group) => !own.includes(group));
  const counted = await Promise.all([
    ports.library.countFacets(actor, together, filter),
    ...own.map((group) =>
      ports.library.countFacets(actor, [group], { ...filter, ...OWN_PART[group] }),
    ),
  ]);
  const all = new Map(counted.flatMap((groups) => [...groups]));
  all.set("rating", atLeast(all.get("rating") ?? []));
  // What somebody brought has none: `has:upload` finds it.
  const models = all.get("model") ?? [];
  return all.set(
    "model",
    models.filter(({ value }) => value !== UPLOAD_MODEL),
  );
}

/** So many of a team's live collections are counted; the others are found by their names. */
const LIVE_COUNTED_MAX = 24;

/** Beside those whose pictures were chosen by hand, and in the same way. */
async function countLive(
  ports: LibraryPorts,
  actor: Actor,
  { filter, names }: { filter: LibraryFilter; names: Names },
): Promise<FacetCount[]> {
  const all = await readAllLive(ports, actor, names);
  const chosen = new Set(filter.collections.map(({ id }) => id));
  const counted = [
    ...all.filter(({ id }) => chosen.has(id)),
    ...all.filter(({ id }) => !chosen.has(id)),
  ];
  const others = { ...filter, ...OWN_PART.collection };
  return ports.library.countLive(actor, counted.slice(0, LIVE_COUNTED_MAX), others);
}

const isUsed = (filter: LibraryFilter, part: Partial<LibraryFilter>) =>
  (Object.keys(part) as (keyof LibraryFilter)[]).some(
    (key) => JSON.stringify(filter[key]) !== JSON.stringify(part[key]),
  );

/** So many stars and more, instead of just so many. */
const atLeast = (counts: readonly FacetCount[]): FacetCount[] =>
  Array.from({ length: STARS_MAX }, (_, index) => index + 1).flatMap((stars) => {
    const enough = counts.filter(({ value }) => Number(value) >= stars);
    const count = enough.reduce((sum, it) => sum + it.count, 0);
    return count > 0 ? [{ value: `>=${stars}`, count, isAtLeast: false }] : [];
  });

/** `value` becomes what a token says, `label` what a person reads. */
function labelled(
  group: keyof LibraryFacets,
  { value, ...counted }: FacetCount,
  { people, projects, tags, collections }: Names,
): Omit<Facet, "chosenBy"> {
  if (group === "person") {
    const name = people.find(({ id }) => id === value)?.name ?? value;
    return { value: name, label: name, ...counted };
  }
  if (group === "project") {
    const project = projects.find(({ id }) => id === value);
    const named = { value: project?.code ?? value, label: project?.name ?? value, ...counted };
    return project?.isClosed ? { ...named, isClosed: true } : named;
  }
  if (group === "tag" || group === "collection") {
    const named = group === "tag" ? tags : collections;
    const name = named.find(({ id }) => id === value)?.name ?? value;
    return { value: name, label: name, ...counted };
  }
  if (group === "model") {
    const model = MODELS.find(({ id }) => id === value);
    return { value: model?.shortLabel ?? value, label: model?.shortLabel ?? value, ...counted };
  }
  return { value, label: value, ...counted };
}
