import "server-only";

import { MODELS } from "@/lib/generation/models";
import { type Facet, type LibraryFacets, MARK_FILTERS } from "@/lib/library/schema";
import { searchCorrected } from "@/lib/library/service/search";
import { type LibraryPorts, type Names, understand } from "@/lib/library/service/understand";
import type { FacetCount, LibraryFilter } from "@/lib/ports/library-repository";
import type { Actor } from "@/lib/shared/actor";

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
  if (GROUPS.some((group) => facets[group].some(({ count }) => count > 0))) return facets;
  const { text } = await searchCorrected(ports, actor, asked);
  return text === asked ? facets : countFacets(ports, actor, text);
}

async function countFacets(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<LibraryFacets> {
  const { filter, names, meant } = await understand(ports, actor, text);
  const counted = await Promise.all(
    GROUPS.map(async (group) => {
      const counts = filter
        ? await ports.library.countFacet(actor.teamId, group, { ...filter, ...OWN_PART[group] })
        : [];
      const chosen = meant[group];
      // What is chosen stays to be taken off, though it leaves nothing.
      const left = new Set(counts.map(({ value }) => value));
      const empty = new Set(chosen.flatMap(({ ids }) => ids).filter((id) => !left.has(id)));
      const all = [...counts, ...[...empty].map((value) => ({ value, count: 0 }))];
      const chosenBy = (value: string) =>
        chosen.filter(({ ids }) => ids.includes(value)).map(({ typed }) => typed);
      return [
        group,
        all.map((it) => ({ ...labelled(group, it, names), chosenBy: chosenBy(it.value) })),
      ] as const;
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
  { value, count }: FacetCount,
  { people, projects }: Names,
): Omit<Facet, "chosenBy"> {
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
