import type { ModelRow } from "@/lib/generation/models";
import { compilePrompt, renameToken, toReferenceName } from "@/lib/generation/policy/prompt";
import { literal, readingsOf } from "@/lib/generation/policy/readings";
import type { CreateGeneration, GenerationView } from "@/lib/generation/schema";
import type { Mark, Verb } from "@/lib/generation/schema/inputs";

/** A request without what belongs to the press itself. */
export type Asked = Omit<CreateGeneration, "requestId" | "projectId" | "goesFirst">;

/** What a request goes on from: one of our pictures, as a reference image too. */
export type Base = {
  imageId: string;
  referenceImageId: string;
  verb: Exclude<Verb, "fresh">;
  marks: Mark[];
  /** Reference image of the copy with the marks drawn in. */
  markedId: string | null;
};

/** The picture takes slot 1 and its marked copy slot 2; what was in the tray follows, never the same twice. */
export function requestFrom(asked: Asked, base: Base): Asked {
  const { imageId, referenceImageId, verb, marks, markedId } = base;
  const others = asked.references.filter(
    (each) => each.referenceImageId !== referenceImageId && each.referenceImageId !== markedId,
  );
  const taken = others.map(({ name }) => name);
  const first = {
    name: toReferenceName("base", taken),
    role: null,
    isEnabled: true,
    referenceImageId,
  };
  const marked = markedId
    ? [{ ...first, name: toReferenceName("marks", taken), referenceImageId: markedId }]
    : [];
  return {
    ...asked,
    verb,
    marks,
    parent: { imageId, slot: 1 },
    references: [first, ...marked, ...others],
  };
}

/** What shows the marks of an edit: it goes out right behind the picture that it is of. Null: none was sent. */
export const markedCopyOf = <R>({ verb, references }: { verb: Verb; references: readonly R[] }) =>
  (verb === "region" && references[1]) || null;

/** What a generation was asked with. */
export function askedOf(generation: GenerationView): Asked {
  const { prompt, model, aspectRatio, resolution, variables, options, verb, marks } = generation;
  const cells = new Set(generation.variants.map(({ cell }) => cell));
  return {
    ...{ prompt, model, aspectRatio, resolution, variables, options, verb, marks },
    variantCount: Math.max(1, cells.size),
    parent: generation.parent && {
      imageId: generation.parent.imageId,
      slot: generation.parent.slot,
    },
    references: generation.references.map(({ referenceImageId, name, role, isEnabled }) => ({
      ...{ referenceImageId, name, role, isEnabled },
    })),
  };
}

/** As typed, with the alternatives and values of this very generation: sent again it makes one, not all of its press. */
function ownPrompt(generation: GenerationView): string {
  const { texts, expansionCount } = compilePrompt(generation);
  if (expansionCount === 1 && Object.keys(generation.variables).length === 0)
    return generation.prompt;
  const reading = readingsOf(generation)[texts.indexOf(generation.promptAsSent)];
  return literal(reading ?? generation.prompt);
}

/** What a re-render goes out with: the copy with the marks would be drawn again, marks and all. */
function unmarked(generation: GenerationView): Asked {
  const asked = { ...askedOf(generation), prompt: ownPrompt(generation), variables: {} };
  const marked = markedCopyOf(asked);
  const [picture] = asked.references;
  if (!marked || !picture) return asked;
  return {
    ...asked,
    prompt: renameToken(asked.prompt, marked.name, picture.name),
    references: asked.references.filter((each) => each !== marked),
  };
}

/** The model of the generation if it makes 4K in that shape, else the first that does; null when none does. */
export function finishModel(
  { model, aspectRatio }: Pick<GenerationView, "model" | "aspectRatio">,
  models: readonly ModelRow[],
) {
  const rows = [models.find(({ id }) => id === model), ...models];
  return (
    rows.find((row) => row?.resolutions.includes("4K") && row.aspectRatios.includes(aspectRatio)) ??
    null
  );
}

/** The same inputs and the picture itself, once more at 4K: a re-render, not an enlargement. Null: no model can. */
export function finishRequest(
  generation: GenerationView,
  picture: { imageId: string; referenceImageId: string },
  models: readonly ModelRow[],
): Asked | null {
  const model = finishModel(generation, models);
  if (!model) return null;
  const base: Base = { ...picture, verb: "finish", marks: [], markedId: null };
  const { references, ...request } = requestFrom(unmarked(generation), base);
  let room = model.referenceImageCountMax;
  return {
    ...request,
    model: model.id,
    resolution: "4K",
    variantCount: 1,
    // The last that fit: the picture itself says more than any of them.
    references: references.filter(({ isEnabled }) => {
      if (isEnabled) room -= 1;
      return !isEnabled || room >= 0;
    }),
  };
}
