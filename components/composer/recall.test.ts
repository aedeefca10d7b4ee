import fc from "fast-check";
import { expect, test } from "vitest";
import { type ComposerState, draftOf, emptyState } from "@/components/composer/composer-state";
import { recalled } from "@/components/composer/recall";
import { REMIX } from "@/components/composer/recall-parts";
import { generationView } from "@/components/generation/test-views";
import { type Slot, slotsOf } from "@/components/reference-image/slots";
import { MODELS } from "@/lib/generation/models";
import type { GenerationReferenceView, GenerationView } from "@/lib/generation/schema";
import { REFERENCE_ROLES, VERBS } from "@/lib/generation/schema/inputs";

const id = (number: number) => `01JD000000000000000000${String(number).padStart(4, "0")}`;
const names = ["bottle", "stone", "lamp", "cloth", "sun"] as const;

const image = fc.record({
  number: fc.integer({ min: 0, max: 9 }),
  name: fc.constantFrom(...names),
  role: fc.constantFrom(null, ...REFERENCE_ROLES),
  isEnabled: fc.boolean(),
});
const images = fc.uniqueArray(image, { maxLength: 5, selector: ({ number }) => number });

const settings = fc.constantFrom(...MODELS).chain((model) =>
  fc.record({
    model: fc.constant(model.id),
    aspectRatio: fc.constantFrom(...model.aspectRatios),
    resolution: fc.constantFrom(...model.resolutions),
    options: fc.constantFrom({}, { temperature: 0.4 }, { google_search: true }),
    variables: fc.constantFrom({}, { time: "dawn" }),
    prompt: fc.constantFrom("", "A @bottle", "Rain {a|b} [[time]]"),
  }),
);

/** Whatever somebody may have in the composer. */
const composer = fc
  .record({ settings, images, isRatioLocked: fc.boolean(), isStaged: fc.boolean() })
  .map(({ settings: set, images: given, isRatioLocked, isStaged }): ComposerState => {
    const slots = slotsOf(
      given.map(({ number, ...slot }): Omit<Slot, "key"> => {
        const content = { kind: "ready", image: { id: id(number), thumbhash: null } } as const;
        return { ...slot, content };
      }),
    );
    const staged = { imageId: id(50), code: "AK-1", verb: "region" as const, marks: [] };
    return {
      ...{ ...emptyState(MODELS), ...set, slots, isRatioLocked, variantCount: 7 },
      staged: isStaged ? { ...staged, markedId: id(51) } : null,
    };
  });

const generation = fc
  .record({ settings, images, verb: fc.constantFrom(...VERBS) })
  .map(({ settings: set, images: given, verb }): GenerationView => {
    const references = given.map(
      ({ number, ...reference }, index): GenerationReferenceView => ({
        ...{ ...reference, slot: index + 1, referenceImageId: id(number) },
        ...{ mime: "image/png", width: 1, height: 1, thumbhash: "" },
      }),
    );
    const parent = { imageId: id(60), slot: 1, generationId: id(61), variantId: id(62) };
    return generationView(1, {
      ...{ ...set, references, verb },
      parent: verb === "fresh" ? null : { ...parent, code: "AK-0" },
    });
  });

const kept = (state: ComposerState) => ({ ...draftOf(state), changedAt: 0 });

test("bug 1: a recipe used twice is the recipe used once, and nothing is left of what was there", () => {
  fc.assert(
    fc.property(composer, generation, (state, past) => {
      const once = recalled(state, past);
      expect(kept(recalled(once, past))).toEqual(kept(once));
      expect(kept(once)).toEqual(kept(recalled(emptyState(MODELS), past)));
    }),
  );
});

test("bug 1: a remix used twice is the remix used once, and leaves the settings alone", () => {
  fc.assert(
    fc.property(composer, generation, (state, past) => {
      const once = recalled(state, past, REMIX);
      expect(kept(recalled(once, past, REMIX))).toEqual(kept(once));
      const { prompt, variables, references, staged } = kept(recalled(emptyState(MODELS), past));
      expect(kept(once)).toEqual({ ...kept(state), prompt, variables, references, staged });
    }),
  );
});
