import { z } from "zod";
import { apiScopeSchema } from "@/lib/api-token/schema";
import {
  aspectRatioSchema,
  createGenerationSchema,
  failureCodeSchema,
  generationReferenceInputSchema,
  resolutionSchema,
  variantStatusSchema,
} from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX, VARIANT_COUNT_MAX } from "@/lib/generation/schema/facts";
import { referenceRoleSchema, verbSchema } from "@/lib/generation/schema/inputs";
import { imageMimeSchema } from "@/lib/image/schema";

/** Rows of one page of a list, at most. */
export const API_PAGE_SIZE_MAX = 100;
/** Days of one summary of what was spent, at most. */
export const USAGE_DAYS_MAX = 366;

const countSchema = z.int().min(0);
/** Millionths of a US dollar. */
const moneySchema = z.int();
const momentSchema = z.iso.datetime();

/** What a caller's token is. */
export const apiTokenSchema = z.object({
  label: z.string(),
  scopes: z.array(apiScopeSchema),
  expiresAt: momentSchema,
  person: z.object({ id: z.ulid(), name: z.string() }),
  /** That the person has now. */
  role: z.enum(["owner", "admin", "designer", "reviewer"]),
});

export const apiImageSchema = z.object({
  id: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  variantId: z.ulid(),
  mime: imageMimeSchema,
  /** px */
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  /** Of the original, hexadecimal. */
  sha256: z.string(),
  /** Path of its bytes. */
  file: z.string(),
});
export type ApiImage = z.infer<typeof apiImageSchema>;

export const apiVariantSchema = z.object({
  id: z.ulid(),
  generationId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  status: variantStatusSchema,
  /** As the gateway says; null while it has said nothing. */
  progressPercent: z.number().min(0).max(100).nullable(),
  /** Null unless the status is `failed` or `unknown`. */
  failure: z.object({ code: failureCodeSchema, detail: z.string().nullable() }).nullable(),
  /** Null until it is known. */
  spentMicroUsd: moneySchema.nullable(),
  endedAt: momentSchema.nullable(),
  /** Null until it has succeeded, and once it is in the bin or deleted. */
  image: apiImageSchema.nullable(),
});
export type ApiVariant = z.infer<typeof apiVariantSchema>;

const usedReferenceSchema = z.object({
  /** From 1. */
  slot: z.int().min(1),
  referenceImageId: z.ulid(),
  name: z.string(),
  role: referenceRoleSchema.nullable(),
  isEnabled: z.boolean(),
});

export const apiGenerationSchema = z.object({
  id: z.ulid(),
  /** Such as `AK-1122-08`. */
  code: z.string(),
  projectId: z.ulid(),
  /** As typed. */
  prompt: z.string(),
  /** What the gateway got. */
  promptAsSent: z.string(),
  verb: verbSchema,
  model: z.string(),
  aspectRatio: aspectRatioSchema,
  resolution: resolutionSchema,
  author: z.object({ id: z.ulid(), name: z.string() }),
  createdAt: momentSchema,
  /** Estimated price of one variant. */
  priceMicroUsd: moneySchema,
  /** Made by the built-in stand-in: no money was spent. */
  isSandbox: z.boolean(),
  references: z.array(usedReferenceSchema).max(REFERENCE_IMAGE_COUNT_MAX),
  variants: z.array(apiVariantSchema),
});
export type ApiGeneration = z.infer<typeof apiGenerationSchema>;

/** What the composer sends, but for what goes on from a picture. The same schema checks both. */
export const apiCreateSchema = createGenerationSchema
  .pick({ projectId: true, prompt: true, variables: true, options: true })
  .extend({
    model: createGenerationSchema.shape.model.optional(),
    aspectRatio: aspectRatioSchema.default("1:1"),
    resolution: resolutionSchema.optional(),
    variantCount: z.int().min(1).max(VARIANT_COUNT_MAX).default(1),
    references: z
      .array(
        generationReferenceInputSchema.extend({
          name: generationReferenceInputSchema.shape.name.default(""),
        }),
      )
      .max(REFERENCE_IMAGE_COUNT_MAX)
      .default([]),
  })
  .strict();

/** One for each text that the prompt expands to. */
export const apiCreatedSchema = z.object({ generations: z.array(apiGenerationSchema) });

export const apiReferenceSchema = z.object({
  id: z.ulid(),
  fileName: z.string(),
  mime: imageMimeSchema,
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  sha256: z.string(),
  file: z.string(),
});
export type ApiReference = z.infer<typeof apiReferenceSchema>;

export const apiProjectSchema = z.object({ id: z.ulid(), name: z.string(), code: z.string() });

export const apiModelSchema = z.object({
  id: z.string(),
  label: z.string(),
  aspectRatios: z.array(aspectRatioSchema),
  resolutions: z.array(resolutionSchema),
  defaultResolution: resolutionSchema,
  referenceImageCountMax: countSchema,
  /** Of one variant; a resolution without one cannot be sent yet. */
  prices: z.array(z.object({ resolution: resolutionSchema, priceMicroUsd: moneySchema })),
});

export const apiPictureSchema = z.object({
  imageId: z.ulid(),
  variantId: z.ulid(),
  generationId: z.ulid(),
  code: z.string(),
  /** The beginning of the prompt as typed, or the name of a file that somebody brought. */
  prompt: z.string(),
  authorName: z.string(),
  at: momentSchema,
  mime: imageMimeSchema,
  width: z.int(),
  height: z.int(),
  isUpload: z.boolean(),
  /** Of the token's person. */
  verdict: z.enum(["pick", "reject"]).nullable(),
  stars: z.int().min(0).max(5),
  file: z.string(),
});
export type ApiPicture = z.infer<typeof apiPictureSchema>;

/** A word of the search that says nothing we know; the others count. */
const searchProblemSchema = z.object({
  token: z.string(),
  code: z.enum(["unknown_value", "unclosed_quote", "empty_value"]),
});

export const apiUsageDaySchema = z.object({
  /** In UTC. */
  day: z.iso.date(),
  isSandbox: z.boolean(),
  /** Asked for on that day. */
  variantCount: countSchema,
  /** Charged on that day, corrections of earlier days with it. */
  spentMicroUsd: moneySchema,
});

const totalSchema = z.object({ variantCount: countSchema, spentMicroUsd: moneySchema });

export const apiUsageSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Owners and admins see the team, others themselves. */
  of: z.enum(["team", "person"]),
  real: totalSchema,
  sandbox: totalSchema,
  /** Newest first, without days on which nothing was. */
  days: z.array(apiUsageDaySchema),
});

const nextCursorSchema = z.string().nullable();
export const apiGenerationPageSchema = z.object({
  generations: z.array(apiGenerationSchema),
  nextCursor: nextCursorSchema,
});
export const apiReferencePageSchema = z.object({
  references: z.array(apiReferenceSchema),
  nextCursor: nextCursorSchema,
});
export const apiPicturePageSchema = z.object({
  pictures: z.array(apiPictureSchema),
  problems: z.array(searchProblemSchema),
  nextCursor: nextCursorSchema,
});
export const apiProjectsSchema = z.object({ projects: z.array(apiProjectSchema) });
export const apiModelsSchema = z.object({ models: z.array(apiModelSchema) });
