import type { GenerationReferenceView } from "@/lib/generation/schema";

export type ReferenceChange = "removed" | "added" | "moved" | "role" | "switched";
export type ReferenceRow = {
  change: ReferenceChange;
  /** Null where there is none. */
  before: GenerationReferenceView | null;
  after: GenerationReferenceView | null;
};

type References = readonly GenerationReferenceView[];

/** What differs between the inputs of two generations, in slot order; one picture is one reference. */
export function referenceDiff(before: References, after: References): ReferenceRow[] {
  const placeOf = (references: References, { referenceImageId }: GenerationReferenceView) =>
    references.findIndex((each) => each.referenceImageId === referenceImageId);
  const pairs = before.map((reference) => ({
    reference,
    other: after[placeOf(after, reference)] ?? null,
    place: placeOf(after, reference),
  }));
  const inOrder = longestRise(pairs.map(({ place }) => place).filter((place) => place >= 0));
  const kept = pairs.flatMap(({ reference, other, place }): ReferenceRow[] => {
    if (!other) return [{ change: "removed", before: reference, after: null }];
    const change = changeOf(reference, other) ?? (inOrder.has(place) ? null : "moved");
    return change ? [{ change, before: reference, after: other }] : [];
  });
  const added = after
    .filter((reference) => placeOf(before, reference) < 0)
    .map((reference): ReferenceRow => ({ change: "added", before: null, after: reference }));
  return [...kept, ...added];
}

function changeOf(before: GenerationReferenceView, after: GenerationReferenceView) {
  if (before.isEnabled !== after.isEnabled) return "switched";
  return before.role === after.role ? null : "role";
}

/** As many places as can be left where they are: what follows one that was taken out has not moved. */
function longestRise(places: readonly number[]): ReadonlySet<number> {
  const rises: number[][] = [];
  for (const place of places) {
    const before = rises
      .filter((rise) => (rise.at(-1) ?? -1) < place)
      .reduce<number[]>((longest, rise) => (rise.length > longest.length ? rise : longest), []);
    rises.push([...before, place]);
  }
  return new Set(
    rises.reduce((longest, rise) => (rise.length > longest.length ? rise : longest), []),
  );
}
