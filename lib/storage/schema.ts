import { z } from "zod";

const bytesSchema = z.int().min(0);
const tallySchema = z.object({ count: z.int(), sizeBytes: bytesSchema });
export type Tally = z.infer<typeof tallySchema>;

/** Bytes of originals and of what is made from them. */
const sharesSchema = z.object({ originals: bytesSchema, previews: bytesSchema });

/** Of one team, in bytes as they lie in the storage. */
const teamShareSchema = z.object({
  projects: z.array(
    z.object({
      projectId: z.ulid(),
      /** Pictures in the library. */
      pictureCount: z.int(),
      pictures: sharesSchema,
      binned: sharesSchema,
      /** Deleted for good, and kept for what goes on from them. */
      erased: sharesSchema,
    }),
  ),
  referenceCount: z.int(),
  references: sharesSchema,
  /** Pictures that were deleted for good and that nothing goes on from any more. */
  releasedCount: z.int(),
  /** Reference images that nothing uses any more, and the bytes that nothing else speaks of. Older looks know none. */
  unusedReferences: tallySchema.default({ count: 0, sizeBytes: 0 }),
});
export type TeamShare = z.infer<typeof teamShareSchema>;

/** What a look came to. */
export const lookResultSchema = z.object({
  teams: z.record(z.string(), teamShareSchema),
  /** Files that no picture and no reference speaks of, of all teams. */
  unused: tallySchema,
});
export type LookResult = z.infer<typeof lookResultSchema>;

/** What freeing came to. */
export const freeResultSchema = z.object({
  freed: tallySchema,
  releasedCount: z.int(),
  /** Reference images; their files are among `freed`. */
  referenceCount: z.int().default(0),
  /** Files that came into use between the look and the removal. */
  stayedCount: z.int(),
});
export type FreeResult = z.infer<typeof freeResultSchema>;

const shareViewSchema = teamShareSchema.extend({
  projects: z.array(
    teamShareSchema.shape.projects.element.extend({ name: z.string(), code: z.string() }),
  ),
});

/** Times are ISO 8601 in UTC. */
export const storageViewSchema = z.object({
  /** A look or a removal that has not ended. */
  underWay: z.enum(["look", "free"]).nullable(),
  /** Null before the first look. */
  look: z
    .object({
      at: z.iso.datetime(),
      share: shareViewSchema,
      unused: tallySchema,
    })
    .nullable(),
  /** The last removal; null before the first. */
  free: freeResultSchema.extend({ at: z.iso.datetime() }).nullable(),
});
export type StorageView = z.infer<typeof storageViewSchema>;

export const checkStorageSchema = z.strictObject({ kind: z.enum(["look", "free"]) });
export type CheckStorage = z.output<typeof checkStorageSchema>;
