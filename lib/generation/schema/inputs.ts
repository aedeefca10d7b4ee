import { z } from "zod";

/** What a reference image is for. The words: messages, `role`. */
export const REFERENCE_ROLES = [
  "subject",
  "product",
  "logo",
  "style",
  "composition",
  "background",
  "palette",
  "text",
] as const;
export const referenceRoleSchema = z.enum(REFERENCE_ROLES);
export type ReferenceRole = z.infer<typeof referenceRoleSchema>;

/**
 * How a picture came about: `fresh` from nothing of ours, `continue` with a picture, `region` as marked on
 * one, `finish` a re-render of one at 4K, `rebase` a chain of edits sent again from its root.
 */
export const VERBS = ["fresh", "continue", "region", "finish", "rebase"] as const;
export const verbSchema = z.enum(VERBS);
export type Verb = z.infer<typeof verbSchema>;

/** Values of one variable, one a line or parted by `|`. By the name inside `[[name]]`. */
export const variablesSchema = z.record(z.string().max(60), z.string().max(4_000));
export type Variables = z.infer<typeof variablesSchema>;

const LIKELY_HARM = [
  "HARASSMENT",
  "HATE_SPEECH",
  "SEXUALLY_EXPLICIT",
  "DANGEROUS_CONTENT",
] as const;
export const SAFETY_CATEGORIES = LIKELY_HARM.map((name) => `HARM_CATEGORY_${name}` as const);
export const SAFETY_THRESHOLDS = [
  "OFF",
  "BLOCK_ONLY_HIGH",
  "BLOCK_MEDIUM_AND_ABOVE",
  "BLOCK_LOW_AND_ABOVE",
] as const;

export const THINKING_LEVELS = ["MINIMAL", "LOW", "MEDIUM", "HIGH"] as const;
export const PERSON_RULES = ["ALLOW_ALL", "ALLOW_ADULT", "ALLOW_NONE"] as const;
export const ORIENTATIONS = ["landscape", "portrait"] as const;
export const OUTPUT_MIMES = ["image/png", "image/jpeg", "image/webp"] as const;

/**
 * Fields of `metadata` that only some models take; which: `optionFields` in `models.ts`. A value whose
 * field the model does not have is kept and not sent. Source: contract, section 8.
 */
export const generationOptionsSchema = z.strictObject({
  orientation: z.enum(ORIENTATIONS).optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxOutputTokens: z.int().min(1).max(32_768).optional(),
  personGeneration: z.enum(PERSON_RULES).optional(),
  imageOutputOptions: z
    .strictObject({
      mimeType: z.enum(OUTPUT_MIMES),
      /** 0–100, of JPEG only. */
      compressionQuality: z.int().min(0).max(100).optional(),
    })
    .optional(),
  thinkingConfig: z.strictObject({ thinkingLevel: z.enum(THINKING_LEVELS) }).optional(),
  safetySettings: z
    .array(
      z.strictObject({
        category: z.enum(SAFETY_CATEGORIES),
        threshold: z.enum(SAFETY_THRESHOLDS),
      }),
    )
    .max(SAFETY_CATEGORIES.length)
    .optional(),
  google_search: z.boolean().optional(),
  google_image_search: z.boolean().optional(),
});
export type GenerationOptions = z.infer<typeof generationOptionsSchema>;

/** Where a resolution goes in the body of the create call (contract, contradiction 2). */
export const resolutionPlaceSchema = z.enum(["top_level", "metadata"]);
export type ResolutionPlace = z.infer<typeof resolutionPlaceSchema>;

/**
 * A value of `metadata` that only some models take. Used by the form, the validation, the adapter and
 * the sandbox; the composer offers a field only where the model has it.
 */
export const optionFieldSchema = generationOptionsSchema.keyof();
export type OptionField = z.infer<typeof optionFieldSchema>;

/** A share of the picture's width or height, from its top left corner. */
const shareSchema = z.number().min(0).max(1);
const pointSchema = z.tuple([shareSchema, shareSchema]);

/** What was drawn on a picture to say where; it stays editable. */
export const markSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("arrow"), from: pointSchema, to: pointSchema }),
  z.strictObject({ kind: z.literal("box"), from: pointSchema, to: pointSchema }),
  z.strictObject({ kind: z.literal("freehand"), points: z.array(pointSchema).min(2).max(2_000) }),
  z.strictObject({ kind: z.literal("label"), at: pointSchema, text: z.string().min(1).max(120) }),
]);
export const marksSchema = z.array(markSchema).max(100);
export type Mark = z.infer<typeof markSchema>;

/** The picture that a generation goes on from, and the slot that it fills, from 1. */
export const parentInputSchema = z.strictObject({ imageId: z.ulid(), slot: z.int().min(1) });
