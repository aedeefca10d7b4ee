import { z } from "zod";
import { referenceRoleSchema, verbSchema } from "@/lib/generation/schema/inputs";

export const lineageReferenceSchema = z.object({
  /** From 1. */
  slot: z.int(),
  referenceImageId: z.ulid(),
  name: z.string(),
  role: referenceRoleSchema.nullable(),
  isEnabled: z.boolean(),
});
export type LineageReference = z.infer<typeof lineageReferenceSchema>;

/** One picture of a family, and what made it out of the one before. */
export const lineageStepSchema = z.object({
  imageId: z.ulid(),
  generationId: z.ulid(),
  variantId: z.ulid(),
  /** Such as `AK-1122-08/2`. */
  code: z.string(),
  verb: verbSchema,
  /** Somebody brought it. */
  isUpload: z.boolean(),
  /** As typed, without notes, and with the alternatives and values that made this picture. */
  instruction: z.string(),
  /** Base64 of a thumbhash; null until the derivatives are made. */
  thumbhash: z.string().nullable(),
  /** That the picture before it fills, from 1. Null for a fresh one. */
  parentSlot: z.int().nullable(),
  /** Generations that go on from it and are not in the chain. */
  branchCount: z.int(),
  references: z.array(lineageReferenceSchema),
});
export type LineageStep = z.infer<typeof lineageStepSchema>;

/** The file that a family begins with. It is no picture of the studio: nothing opens it. */
export const lineageUploadSchema = z.object({
  referenceImageId: z.ulid(),
  name: z.string(),
  /** Base64 of a thumbhash. */
  thumbhash: z.string(),
});
export type LineageUpload = z.infer<typeof lineageUploadSchema>;

export const lineageSchema = z.object({
  /** Null where the root was made from words alone, or first of all from a picture of the studio. */
  upload: lineageUploadSchema.nullable(),
  /** From the root to the picture that was asked for, which is last. */
  chain: z.array(lineageStepSchema).min(1),
  /** The first picture of each generation that goes on from it, oldest first. */
  children: z.array(lineageStepSchema),
});
export type Lineage = z.infer<typeof lineageSchema>;
