import type { Transaction } from "@/lib/ports/database";
import type { LibraryPictureRecord } from "@/lib/ports/library-repository";
import type { Sight } from "@/lib/shared/actor";

export type CollectionRecord = {
  id: string;
  name: string;
  description: string;
  search: string | null;
  /** Outside the bin; 0 of a live one. */
  imageCount: number;
  /** Null: none was chosen, or it is in the bin, or not among its pictures any more. */
  chosenCoverId: string | null;
  firstImageId: string | null;
  changedAt: Date;
};

/** Of its pictures those that the person sees are all that there is. */
type Place = Sight & { id: string };
/** A collection itself is the whole team's. */
type Name = { teamId: string; id: string };

/** Pictures that a team has put together. What is deleted is not found, but by `restore`. */
export interface CollectionRepository {
  /** Those that were changed last come first. */
  list(sight: Sight): Promise<CollectionRecord[]>;
  find(place: Place): Promise<CollectionRecord | null>;
  /** False when the team has one of that name. */
  create(
    collection: Name & { name: string; search: string | null; madeById: string; at: Date },
  ): Promise<boolean>;
  /** What is absent stays as it was. */
  change(
    place: Name,
    change: {
      name?: string;
      description?: string;
      coverImageId?: string | null;
      /** Of a live one. */
      search?: string;
      at: Date;
    },
  ): Promise<"done" | "not_found" | "name_taken">;
  /** Whether a picture of the team can be its cover: outside the bin, and one of its own unless it is live. */
  hasPicture(place: Place, imageId: string): Promise<boolean>;
  /** Answers with its name, or with null when there is none. Its pictures stay where they are. */
  remove(tx: Transaction, place: Name, at: Date): Promise<string | null>;
  /**
   * As it was, with its pictures. Answers with its name, or with null when none was removed.
   *
   * @throws {ConflictError} when another has its name by now: at the end of the transaction.
   */
  restore(tx: Transaction, place: Name, at: Date): Promise<string | null>;
  /**
   * Puts pictures of the team outside the bin at its end, in the order given. Answers with those that it did not have,
   * or with null when there is no such collection.
   */
  add(place: Place, imageIds: readonly string[], at: Date): Promise<string[] | null>;
  /** Answers with those that it had, which keep their place for `putBack`; null as above. */
  take(place: Place, imageIds: readonly string[], at: Date): Promise<string[] | null>;
  /** Undoes `take`. Answers with those that came back; null as above. */
  putBack(place: Place, imageIds: readonly string[], at: Date): Promise<string[] | null>;
  /**
   * Puts one of its pictures before another, or at the end when that is null or gone. Nobody else's change is undone by
   * it: two who order at once wait for each other. False when there is no such collection or picture.
   */
  move(
    place: Place,
    move: { imageId: string; beforeImageId: string | null; at: Date },
  ): Promise<boolean>;
  /**
   * Pictures outside the bin in their order, from behind the one of `after`, which itself may be gone. `personId` is
   * whose marks they show.
   */
  listPictures(
    place: Place & { personId: string },
    page: { after: string | null; limit: number },
  ): Promise<LibraryPictureRecord[]>;
}
