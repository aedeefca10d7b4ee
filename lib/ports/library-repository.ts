import type { AspectRatio } from "@/lib/generation/schema";
import type { Colour, ImageMime } from "@/lib/image/schema/facts";
import type { LibraryFacets, Mark, MarkChange } from "@/lib/library/schema";
import type { HasFilter, MarkFilter } from "@/lib/library/schema/facts";
import type { Reader, Sight } from "@/lib/shared/actor";

/** What a search comes to: names are ids. An empty list of a key asks for nothing of it. */
export type LibraryFilter = {
  /** Each with the tags that say it. */
  words: { text: string; tagIds: string[] }[];
  phrases: string[];
  projectIds: string[];
  authorIds: string[];
  models: string[];
  /** Any of them. */
  tagIds: string[];
  /** Any of them. What a live one finds is a filter; null: the pictures that were put into it. */
  collections: { id: string; filter: LibraryFilter | null }[];
  ratios: string[];
  status: MarkFilter[];
  /** Of the person who asks. */
  mark: MarkFilter[];
  personId: string;
  has: HasFilter[];
  /** Any of them. */
  colours: Colour[];
  /** Null: not asked for. */
  imageIds: string[] | null;
  starsMin: number | null;
  starsMax: number | null;
  /** YYYY-MM-DD, both included. */
  since: string | null;
  until: string | null;
  not: Pick<
    LibraryFilter,
    | "words"
    | "phrases"
    | "projectIds"
    | "authorIds"
    | "models"
    | "tagIds"
    | "collections"
    | "ratios"
    | "status"
    | "mark"
    | "has"
    | "colours"
  >;
};

/** A collection that has whatever `filter` finds. */
export type LiveCollection = { id: string; filter: LibraryFilter };

export type LibraryPictureRecord = {
  imageId: string;
  variantId: string;
  generationId: string;
  code: string;
  promptAsTyped: string;
  authorName: string;
  at: Date;
  mime: ImageMime;
  width: number;
  height: number;
  aspectRatio: AspectRatio;
  thumbhash: Uint8Array | null;
  isUpload: boolean;
  isPickedByOthers: boolean;
  othersStars: number;
  /** Found pictures that look like it and lie under it, itself among them. */
  stackCount: number;
} & Mark;

/** A picture with what one person thinks of it, and what the others do. */
export type MarkRecord = Mark & { imageId: string; pickedBy: string[]; othersStars: number };

export type FacetCount = {
  value: string;
  count: number;
  /** There may be more: not all pictures were looked at. */
  isAtLeast: boolean;
};

export type DayRecord = {
  /** YYYY-MM-DD */
  day: string;
  /** Tiles. */
  count: number;
  /** Pictures: more than tiles where there are stacks. */
  pictureCount: number;
};

export type StretchOfDays = {
  from: string;
  to: string;
  asOf: Date;
  offset: number;
  limit: number;
  /** One tile for what looks alike: where the newest of them is, and showing their cover. */
  isStacked: boolean;
  /** Goes on behind this picture; unstacked only. */
  after?: { at: Date; id: string } | null;
};

/** A picture in a project that is closed to who looks is nowhere in here, as if it were another team's. */
export interface LibraryRepository {
  /** Days that have pictures, newest first. */
  listDays(sight: Sight, filter: LibraryFilter, isStacked: boolean): Promise<DayRecord[]>;
  /** A stretch of those days, newest first. Pictures that were made after `asOf` do not count. */
  listChunk(
    reader: Reader,
    filter: LibraryFilter,
    place: StretchOfDays,
  ): Promise<LibraryPictureRecord[]>;
  /** What is found of the stack that the picture lies in, its cover first. */
  listStack(
    reader: Reader,
    filter: LibraryFilter,
    imageId: string,
  ): Promise<LibraryPictureRecord[]>;
  /** Takes a picture out of its stack, for good. False when it lay alone, is in the bin or not the team's. */
  setApart(sight: Sight, imageId: string): Promise<boolean>;
  /** Back to what it was set apart from. False when nobody had set it apart. */
  putBack(sight: Sight, imageId: string): Promise<boolean>;
  /** The ids alone of such a stretch, in the same order. */
  listIds(sight: Sight, filter: LibraryFilter, place: StretchOfDays): Promise<string[]>;
  /** Counts by value of each of the groups, all under the same filter. A group without pictures is empty. */
  countFacets(
    sight: Sight,
    groups: readonly (keyof LibraryFacets)[],
    filter: LibraryFilter,
  ): Promise<Map<keyof LibraryFacets, FacetCount[]>>;
  /** What live collections have under a filter. Those without any are left out; of many there are "at least" so many. */
  countLive(
    sight: Sight,
    collections: readonly LiveCollection[],
    filter: LibraryFilter,
  ): Promise<FacetCount[]>;
  /** Whom and what a search can name. */
  listNames(sight: Sight): Promise<{
    people: { id: string; name: string }[];
    projects: { id: string; name: string; code: string; isClosed: boolean }[];
    tags: { id: string; name: string }[];
    /** What a live one searches for, as its maker would. */
    collections: { id: string; name: string; search: string | null; madeById: string }[];
    timeZone: string;
  }>;
  /**
   * The pictures whose colours lie most like those of the picture of that code, itself among them. Null when the team has
   * no such picture.
   */
  listAlike(sight: Sight, code: string, limit: number): Promise<string[] | null>;
  /** Whether any picture of the team has a word that begins so, in any of its forms. */
  hasWord(sight: Sight, word: string): Promise<boolean>;
  /** Words that the team has ever written, of that many letters. */
  listWords(teamId: string, length: { min: number; max: number }): Promise<string[]>;
  /**
   * Sets what is given of a person's marks, and what the team thinks with it, all or nothing. Answers with the marks of
   * those pictures as they were.
   */
  mark(
    reader: Reader,
    changes: readonly MarkChange[],
    at: Date,
  ): Promise<(Mark & { imageId: string })[]>;
  /** Pictures of the team outside the bin, each with the project that it has left. Those that were there stay out. */
  move(
    sight: Sight,
    imageIds: readonly string[],
    projectId: string,
  ): Promise<{ imageId: string; projectId: string }[]>;
  /** The tag of that name, made when there is none. */
  ensureTag(tag: { id: string; teamId: string; name: string; at: Date }): Promise<string>;
  /** Ids of pictures of the team outside the bin that did not have it. */
  addTag(sight: Sight, tagId: string, imageIds: readonly string[]): Promise<string[]>;
  /** Ids of pictures that had it. A tag that nothing has any more is gone. */
  removeTag(sight: Sight, tagId: string, imageIds: readonly string[]): Promise<string[]>;
  /** How many of these pictures the team has outside the bin. */
  countPictures(sight: Sight, imageIds: readonly string[]): Promise<number>;
  /** Pictures of those generations outside the bin. */
  listMarks(reader: Reader, generationIds: readonly string[]): Promise<MarkRecord[]>;
  /** The generation of a picture outside the bin. */
  findGenerationId(sight: Sight, imageId: string): Promise<string | null>;
  /** Puts those of the team that are not there yet into the bin. Answers with their ids. */
  bin(by: Reader, imageIds: readonly string[], at: Date): Promise<string[]>;
  /** Takes those of the team that are there out of the bin. Answers with their ids. */
  restore(sight: Sight, imageIds: readonly string[]): Promise<string[]>;
}
