import { z } from "zod";
import { aspectRatioSchema, resolutionSchema } from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import { optionFieldSchema, resolutionPlaceSchema } from "@/lib/generation/schema/inputs";

/** As the gateway spells it. */
export const MODEL_ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;
export const MODEL_LABEL_LENGTH_MAX = 40;
export const MODEL_NOTE_LENGTH_MAX = 120;
/** Of one picture. A figure above it is a slip of the comma. */
export const MODEL_PRICE_MICRO_USD_MAX = 100_000_000;

const unique = <T>(values: readonly T[]) => new Set(values).size === values.length;

/** What a team says of a model that the table does not have. */
export const modelFactsSchema = z
  .strictObject({
    label: z.string().trim().min(1).max(MODEL_LABEL_LENGTH_MAX),
    aspectRatios: z.array(aspectRatioSchema).min(1).refine(unique),
    resolutions: z.array(resolutionSchema).min(1).refine(unique),
    defaultResolution: resolutionSchema,
    resolutionPlaces: z.array(resolutionPlaceSchema).refine(unique),
    referenceImageCountMax: z.int().min(0).max(REFERENCE_IMAGE_COUNT_MAX),
    promptLengthMax: z.int().min(1).nullable(),
    optionFields: z.array(optionFieldSchema).refine(unique),
    priceMicroUsd: z.int().min(1).max(MODEL_PRICE_MICRO_USD_MAX),
    /** Empty for none. */
    note: z.string().trim().max(MODEL_NOTE_LENGTH_MAX),
  })
  .refine(({ resolutions, defaultResolution }) => resolutions.includes(defaultResolution), {
    path: ["defaultResolution"],
  });
export type ModelFacts = z.output<typeof modelFactsSchema>;

export const addModelSchema = z.strictObject({
  modelId: z.string().regex(MODEL_ID),
  facts: modelFactsSchema,
});
export type AddModel = z.output<typeof addModelSchema>;

/** The id stays: it is on the pictures that were made with it. */
export const changeModelSchema = z.strictObject({ rowId: z.ulid(), facts: modelFactsSchema });
export type ChangeModel = z.output<typeof changeModelSchema>;

export const modelRowIdSchema = z.strictObject({ rowId: z.ulid() });
