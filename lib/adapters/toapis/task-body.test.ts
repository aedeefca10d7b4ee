import fc from "fast-check";
import { expect, test } from "vitest";
import { createTaskBody } from "@/lib/adapters/toapis/task-body";
import { MODELS } from "@/lib/generation/models";
import {
  type GenerationOptions,
  generationOptionsSchema,
  ORIENTATIONS,
  OUTPUT_MIMES,
  PERSON_RULES,
  SAFETY_CATEGORIES,
  SAFETY_THRESHOLDS,
  THINKING_LEVELS,
} from "@/lib/generation/schema/inputs";

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** Whatever a composer may hold, left over from any number of models. */
const options = fc.record(
  {
    orientation: oneOf(ORIENTATIONS),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    maxOutputTokens: fc.integer({ min: 1, max: 32_768 }),
    personGeneration: oneOf(PERSON_RULES),
    imageOutputOptions: fc.record({ mimeType: oneOf(OUTPUT_MIMES) }),
    thinkingConfig: fc.record({ thinkingLevel: oneOf(THINKING_LEVELS) }),
    safetySettings: fc.array(
      fc.record({ category: oneOf(SAFETY_CATEGORIES), threshold: oneOf(SAFETY_THRESHOLDS) }),
      { maxLength: SAFETY_CATEGORIES.length },
    ),
    google_search: fc.boolean(),
    google_image_search: fc.boolean(),
  } satisfies Record<keyof GenerationOptions, unknown>,
  { requiredKeys: [] },
);

test("no value of one model ever leaks to another, and none that it has is lost", () => {
  fc.assert(
    fc.property(oneOf(MODELS), options, (model, kept) => {
      expect(generationOptionsSchema.safeParse(kept).success).toBe(true);
      const { metadata = {} } = createTaskBody({
        model: model.id,
        prompt: "a red bicycle",
        aspectRatio: "1:1",
        resolution: model.defaultResolution,
        options: kept,
        referenceUrls: [],
        clientBusinessId: "mq-1",
        callbackUrl: null,
      });
      const { resolution: _, ...sent } = metadata;
      const own = Object.entries(kept).filter(([field]) =>
        model.optionFields.some((each) => each === field),
      );
      expect(sent).toEqual(Object.fromEntries(own));
    }),
  );
});
