import type { GenerationReferenceView } from "@/lib/generation/schema";

export type ReferenceChange = "removed" | "added" | "moved" | "role" | "switched";
export type ReferenceRow = {
  change: ReferenceChange;
  /** Null where there is none. */
  before: GenerationReferenceView | null;
  after: GenerationReferenceView | null;
};

type References = readonly GenerationReferenceView[];

function changeOf(before: GenerationReferenceView, after: GenerationReferenceView) {
  if (before.isEnabled !== after.isEnabled) return "switched";
  if (before.role !== after.role) return "role";
  return before.slot === after.slot ? null : "moved";
}

/** What differs between the inputs of two generations, in slot order; one picture is one reference. */
export function referenceDiff(before: References, after: References): ReferenceRow[] {
  const twin = (references: References, { referenceImageId }: GenerationReferenceView) =>
    references.find((each) => each.referenceImageId === referenceImageId) ?? null;
  const kept = before.flatMap((reference): ReferenceRow[] => {
    const other = twin(after, reference);
    if (!other) return [{ change: "removed", before: reference, after: null }];
    const change = changeOf(reference, other);
    return change ? [{ change, before: reference, after: other }] : [];
  });
  const added = after
    .filter((reference) => !twin(before, reference))
    .map((reference): ReferenceRow => ({ change: "added", before: null, after: reference }));
  return [...kept, ...added];
}
