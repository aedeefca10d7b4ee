import { z } from "zod";
import {
  aspectRatioSchema,
  createGenerationSchema,
  resolutionSchema,
} from "@/lib/generation/schema";
import { generationOptionsSchema, referenceRoleSchema } from "@/lib/generation/schema/inputs";

/** What a press asks for, before it is one. */
export const generationRequestSchema = createGenerationSchema.omit({
  requestId: true,
  goesFirst: true,
});
export type GenerationRequest = z.output<typeof generationRequestSchema>;

/** What a press would send, before it is one: made by the code that sends it. */
export const previewSchema = z.object({
  /** One of each generation of the press, in that order; it goes out once for each variant. */
  calls: z
    .array(
      z.object({
        prompt: z.string(),
        method: z.literal("POST"),
        path: z.string(),
        body: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
  model: z.string(),
  aspectRatio: aspectRatioSchema,
  resolution: resolutionSchema,
  /** What is sent of each generation. */
  variantCount: z.int(),
  pixels: z.object({ width: z.int(), height: z.int() }),
  /** Those that are sent, in that order. */
  references: z.array(
    z.object({
      referenceImageId: z.ulid(),
      name: z.string(),
      role: referenceRoleSchema.nullable(),
      fileName: z.string(),
      /** Of the copy that is sent. */
      sizeBytes: z.int(),
      /** Base64. */
      thumbhash: z.string(),
      /** Else it is uploaded first. */
      isOnGateway: z.boolean(),
    }),
  ),
  options: generationOptionsSchema,
  notSent: z.object({
    notes: z.array(z.string()),
    references: z.array(z.object({ name: z.string(), role: referenceRoleSchema.nullable() })),
    /** Set, but the model does not have them. */
    options: generationOptionsSchema,
  }),
  /** Of one variant. */
  priceMicroUsd: z.int(),
  /** Of like pictures; null without history. */
  typicalMs: z.int().nullable(),
});
export type Preview = z.infer<typeof previewSchema>;

/** Why there is nothing to look at; `code` of the problem JSON. */
export const previewRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("forbidden") }),
  z.object({ code: z.literal("project_missing") }),
  z.object({ code: z.literal("model_unavailable") }),
  z.object({
    code: z.literal("illegal_settings"),
    field: z.enum(["aspectRatio", "resolution"]),
  }),
  z.object({ code: z.literal("too_many_references"), max: z.int() }),
  z.object({ code: z.literal("prompt_too_long"), length: z.int(), max: z.int() }),
  z.object({
    code: z.literal("prompt_incomplete"),
    missing: z.array(z.string()),
    emptyVariables: z.array(z.string()),
  }),
  z.object({ code: z.literal("too_many_expansions"), count: z.number(), max: z.int() }),
  z.object({ code: z.literal("parent_missing") }),
  z.object({ code: z.literal("references_missing"), slots: z.array(z.int()) }),
  z.object({ code: z.literal("no_price") }),
  z.object({ code: z.literal("unauthenticated") }),
  z.object({
    code: z.literal("invalid_input"),
    fields: z.record(z.string(), z.array(z.string())).default({}),
  }),
]);
export type PreviewRefusal = z.infer<typeof previewRefusalSchema>;
