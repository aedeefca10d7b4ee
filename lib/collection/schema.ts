import { z } from "zod";
import {
  COLLECTION_PAGE_SIZE,
  COLLECTIONS_MAX,
  DESCRIPTION_LENGTH_MAX,
  isCollectionName,
} from "@/lib/collection/schema/facts";
import { libraryPictureSchema } from "@/lib/library/schema";
import { PICTURES_MAX, SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

/** One card of the shelf. */
export const collectionSchema = z.object({
  id: z.ulid(),
  name: z.string(),
  description: z.string(),
  /** Of a live one: its pictures are what this finds. Null: they are chosen by hand. */
  search: z.string().nullable(),
  /** Outside the bin. Null of a live one: the library counts those. */
  imageCount: z.int().nullable(),
  /** What was chosen, else the first picture. Null: there is none, or it is the first of a live one. */
  coverImageId: z.ulid().nullable(),
  isCoverChosen: z.boolean(),
  /** It, its pictures or their order. ISO 8601 in UTC. */
  changedAt: z.iso.datetime(),
});
export type CollectionView = z.infer<typeof collectionSchema>;

export const collectionsSchema = z.object({
  collections: z.array(collectionSchema).max(COLLECTIONS_MAX),
  /** Whether who asks may make some and change them. */
  mayChange: z.boolean(),
});

/** In their order. */
export const collectionPageSchema = z.object({
  pictures: z.array(libraryPictureSchema).max(COLLECTION_PAGE_SIZE),
  /** Of the last of them, for what follows it; null where nothing does. */
  next: z.ulid().nullable(),
});

const nameSchema = z.string().trim().refine(isCollectionName);
const searchSchema = z
  .string()
  // What PostgreSQL cannot hold parts words, as a space does.
  .transform((text) => text.replaceAll("\0", " ").toWellFormed())
  .pipe(z.string().trim().min(1).max(SEARCH_LENGTH_MAX));
const imageIdsSchema = z.array(z.ulid()).min(1).max(PICTURES_MAX);

export const createCollectionSchema = z.strictObject({
  name: nameSchema,
  /** Null: its pictures are chosen by hand. */
  search: searchSchema.nullable(),
});
export type CreateCollection = z.output<typeof createCollectionSchema>;

/** What is absent stays as it was. */
export const changeCollectionSchema = z.strictObject({
  id: z.ulid(),
  name: nameSchema.optional(),
  description: z.string().trim().max(DESCRIPTION_LENGTH_MAX).optional(),
  /** Null: the first picture. */
  coverImageId: z.ulid().nullable().optional(),
  /** Of a live one. */
  search: searchSchema.optional(),
});
export type ChangeCollection = z.output<typeof changeCollectionSchema>;

export const collectionIdSchema = z.strictObject({ id: z.ulid() });

export const collectionPicturesSchema = z.strictObject({ id: z.ulid(), imageIds: imageIdsSchema });
export type CollectionPictures = z.output<typeof collectionPicturesSchema>;

export const movePictureSchema = z.strictObject({
  id: z.ulid(),
  imageId: z.ulid(),
  /** Null: to the end. */
  beforeImageId: z.ulid().nullable(),
});
export type MovePicture = z.output<typeof movePictureSchema>;
