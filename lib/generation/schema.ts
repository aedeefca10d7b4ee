import { z } from "zod";
import {
  ASPECT_RATIOS,
  codePoints,
  GENERATION_PAGE_SIZE,
  isBlank,
  isStorable,
  PROMPT_LENGTH_MAX,
  REFERENCE_IMAGE_COUNT_MAX,
  REFERENCE_NAME_LENGTH_MAX,
  RESOLUTIONS,
  STATUS_IDS_MAX,
  VARIANT_COUNT_MAX,
} from "@/lib/generation/schema/facts";
import {
  generationOptionsSchema,
  marksSchema,
  parentInputSchema,
  referenceRoleSchema,
  variablesSchema,
  verbSchema,
} from "@/lib/generation/schema/inputs";
import { imageViewSchema } from "@/lib/image/schema";
import { IMAGE_MIMES } from "@/lib/image/schema/facts";
import { attentionCodeSchema, chargeViewSchema } from "@/lib/money/schema";

export const aspectRatioSchema = z.enum(ASPECT_RATIOS);
export type AspectRatio = z.infer<typeof aspectRatioSchema>;

export const resolutionSchema = z.enum(RESOLUTIONS);
export type Resolution = z.infer<typeof resolutionSchema>;

export const variantStatusSchema = z.enum([
  "queued",
  "submitting",
  "submitted",
  "running",
  "saving",
  "succeeded",
  "failed",
  "unknown",
  "cancelled",
]);
export type VariantStatus = z.infer<typeof variantStatusSchema>;

/** Why a variant failed or cannot go on. What a person does about it: `policy/failures.ts`. */
export const failureCodeSchema = z.enum([
  "bad_key",
  "no_balance",
  "not_allowed",
  "model_unavailable",
  "policy_refused",
  "invalid_request",
  "wrong_endpoint",
  "too_large",
  "reference_missing",
  "reference_refused",
  "generation_failed",
  "result_expired",
  "result_unreadable",
  "result_unreachable",
  "result_missing",
  "not_accepted",
  "price_changed",
]);
export type FailureCode = z.infer<typeof failureCodeSchema>;

/** Why a variant that has not ended is standing still for a moment. */
export const waitReasonSchema = z.enum([
  "gateway_busy",
  "gateway_unreachable",
  "storage",
  "sending_paused",
  "bad_key",
]);
export type WaitReason = z.infer<typeof waitReasonSchema>;

/** What a file or another program left in the text and nobody sees. Lines and tabs are the writer's. */
const withoutControls = (text: string) =>
  text.replace(/\r\n?/g, "\n").replace(/\p{Cc}/gu, (sign) => ("\0\n\t".includes(sign) ? sign : ""));

export const promptSchema = z
  .string()
  .overwrite(withoutControls)
  .refine(isStorable, "unstorable_characters")
  .refine((text) => !isBlank(text), "empty")
  .refine((text) => codePoints(text) <= PROMPT_LENGTH_MAX, "too_long");

export const generationReferenceInputSchema = z.strictObject({
  referenceImageId: z.ulid(),
  name: z.string().max(REFERENCE_NAME_LENGTH_MAX),
  role: referenceRoleSchema.nullable().default(null),
  /** Switched off it is kept and not sent. */
  isEnabled: z.boolean().default(true),
});

export const createGenerationSchema = z.strictObject({
  /** Made by the browser once per press: a repeat of the same press answers with the same generation. */
  requestId: z.ulid(),
  projectId: z.ulid(),
  prompt: promptSchema,
  model: z.string().min(1).max(100),
  aspectRatio: aspectRatioSchema,
  resolution: resolutionSchema,
  variantCount: z.int().min(1).max(VARIANT_COUNT_MAX),
  /** In slot order: the first is slot 1. */
  references: z.array(generationReferenceInputSchema).max(REFERENCE_IMAGE_COUNT_MAX),
  variables: variablesSchema.default({}),
  options: generationOptionsSchema.default({}),
  verb: verbSchema.default("fresh"),
  /** Of every verb but `fresh`. */
  parent: parentInputSchema.nullable().default(null),
  /** Of `region`. */
  marks: marksSchema.default([]),
  /** Before what else the same person has waiting. */
  goesFirst: z.boolean().optional(),
});
export type CreateGeneration = z.output<typeof createGenerationSchema>;

export const variantIdSchema = z.strictObject({ variantId: z.ulid() });

/** One alternative as the browser sees it. Times are ISO 8601 in UTC, durations milliseconds. */
export const variantViewSchema = z.object({
  id: z.ulid(),
  /** The `/2` of a code, from 1. */
  number: z.int(),
  /** The cell that it fills, from 1. A retry takes the cell of the variant that it replaces. */
  cell: z.int(),
  status: variantStatusSchema,
  /** Grows with every change; a view with a lower version is older. */
  version: z.int(),
  /** 0–100 as the gateway says, never falling. Null while it has said nothing. */
  progressPercent: z.number().nullable(),
  /** When the gateway accepted it. */
  submittedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  wait: z
    .object({
      reason: waitReasonSchema,
      until: z.iso.datetime().nullable(),
      /** The attempt that comes next, from 2; null where nothing was refused before. There is no last one. */
      attemptNumber: z.int().nullable(),
    })
    .nullable(),
  failure: z.object({ code: failureCodeSchema, detail: z.string().nullable() }).nullable(),
  attention: attentionCodeSchema.nullable(),
  /** A person stopped waiting for it; the work and its cost go on. */
  isLetGo: z.boolean(),
  /** What it costs, and how that is known. Null while it is only reserved. */
  charge: chargeViewSchema.nullable(),
  /** In the bin, or deleted for good: no list has it. */
  gone: z.enum(["binned", "erased"]).nullable(),
  image: imageViewSchema.nullable(),
});
export type VariantView = z.infer<typeof variantViewSchema>;

export const generationReferenceViewSchema = z.object({
  /** From 1. */
  slot: z.int(),
  referenceImageId: z.ulid(),
  name: z.string(),
  role: referenceRoleSchema.nullable(),
  isEnabled: z.boolean(),
  mime: z.enum(IMAGE_MIMES),
  width: z.int(),
  height: z.int(),
  /** Base64 of a thumbhash, about 25 bytes. */
  thumbhash: z.string(),
});
export type GenerationReferenceView = z.infer<typeof generationReferenceViewSchema>;

/** The picture that it goes on from. */
export const parentViewSchema = z.object({
  imageId: z.ulid(),
  /** That it fills, from 1. */
  slot: z.int(),
  generationId: z.ulid(),
  variantId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
});

export const generationViewSchema = z.object({
  id: z.ulid(),
  /** Such as `AK-1122-08`. */
  code: z.string(),
  /** As typed. */
  prompt: z.string(),
  /** What the gateway got. */
  promptAsSent: z.string(),
  variables: variablesSchema,
  options: generationOptionsSchema,
  verb: verbSchema,
  parent: parentViewSchema.nullable(),
  /** Pictures between this and one that was made fresh; 0 for a fresh one. */
  depth: z.int(),
  marks: marksSchema,
  model: z.string(),
  aspectRatio: aspectRatioSchema,
  resolution: resolutionSchema,
  /** Pixels asked for; null when the model's table does not say. */
  requestedPixels: z.object({ width: z.int(), height: z.int() }).nullable(),
  author: z.object({ id: z.ulid(), name: z.string() }),
  /** Of a picture that somebody brought: it was never asked for, and nothing of it can be asked for again. */
  upload: z.object({ fileName: z.string(), source: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  /** Estimated price of one variant. */
  priceMicroUsd: z.int(),
  isSandbox: z.boolean(),
  /** Median time from accepted to saved of the last like variants; null without history. */
  typicalMs: z.int().nullable(),
  /** Past this the screen says that it takes longer than usual; null without history. */
  slowAfterMs: z.int().nullable(),
  /** Past this the screen says late. */
  lateAfterMs: z.int(),
  references: z.array(generationReferenceViewSchema).max(REFERENCE_IMAGE_COUNT_MAX),
  variants: z.array(variantViewSchema).max(200),
});
export type GenerationView = z.infer<typeof generationViewSchema>;

export const generationPageSchema = z.object({
  generations: z.array(generationViewSchema).max(GENERATION_PAGE_SIZE),
  /** Opaque; null on the last page. */
  nextCursor: z.string().nullable(),
});
export type GenerationPage = z.infer<typeof generationPageSchema>;

export const statusSchema = z.object({
  generations: z
    .array(z.object({ id: z.ulid(), variants: z.array(variantViewSchema).max(200) }))
    .max(STATUS_IDS_MAX),
  /** Variants of the team that have not ended. */
  active: z.object({ mine: z.int(), team: z.int() }),
  /** Of variants that wait for their turn: how many would go before it if nothing else came in now. */
  aheadCounts: z.record(z.ulid(), z.int()),
});
export type Status = z.infer<typeof statusSchema>;
