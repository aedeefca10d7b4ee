import "server-only";

import { canCollect } from "@/lib/collection/policy";
import type { CollectionPictures, MovePicture } from "@/lib/collection/schema";
import { COLLECTION_PAGE_SIZE } from "@/lib/collection/schema/facts";
import type { LibraryPictureRecord } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import { type Actor, readerOf, type Sight } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** A live one has what its search finds: nothing is put into it, and nothing has a place in it. */
type Refusal = { code: "not_allowed" | "not_found" | "is_live" };

type ChangePorts = Pick<Ports, "clock" | "collections">;
type Place = Sight & { id: string };

async function requireOwnHands(
  { collections }: Pick<Ports, "collections">,
  actor: Actor,
  id: string,
): Promise<Result<Place, Refusal>> {
  if (!canCollect(actor.role)) return err({ code: "not_allowed" });
  const { teamId, closedProjectIds } = actor;
  const place = { teamId, closedProjectIds, id };
  const collection = await collections.find(place);
  if (!collection) return err({ code: "not_found" });
  return collection.search === null ? ok(place) : err({ code: "is_live" });
}

type Change = { changedIds: string[] };

/** At its end, in the order given. What it has already stays where it is; what is not the team's is left out. */
export async function addToCollection(
  ports: ChangePorts & Pick<Ports, "library">,
  actor: Actor,
  { id, imageIds }: CollectionPictures,
): Promise<Result<Change & { missingCount: number }, Refusal>> {
  const place = await requireOwnHands(ports, actor, id);
  if (!place.ok) return place;
  const changedIds = await ports.collections.add(place.value, imageIds, ports.clock.now());
  if (!changedIds) return err({ code: "not_found" });
  const asked = [...new Set(imageIds)];
  const missingCount = asked.length - (await ports.library.countPictures(actor, asked));
  return ok({ changedIds, missingCount });
}

const changer =
  (verb: "take" | "putBack") =>
  async (
    ports: ChangePorts,
    actor: Actor,
    { id, imageIds }: CollectionPictures,
  ): Promise<Result<Change, Refusal>> => {
    const place = await requireOwnHands(ports, actor, id);
    if (!place.ok) return place;
    const changedIds = await ports.collections[verb](place.value, imageIds, ports.clock.now());
    return changedIds ? ok({ changedIds }) : err({ code: "not_found" });
  };

/** The pictures stay in the library. */
export const takeFromCollection = changer("take");

/** Undoes `takeFromCollection`: each comes back to its place. */
export const putBackIntoCollection = changer("putBack");

export async function moveInCollection(
  ports: ChangePorts,
  actor: Actor,
  { id, imageId, beforeImageId }: MovePicture,
): Promise<Result<null, Refusal>> {
  const place = await requireOwnHands(ports, actor, id);
  if (!place.ok) return place;
  const move = { imageId, beforeImageId, at: ports.clock.now() };
  return (await ports.collections.move(place.value, move)) ? ok(null) : err({ code: "not_found" });
}

type Page = { pictures: LibraryPictureRecord[]; next: string | null };

/** Of one that is chosen by hand; those of a live one are found by the library. */
export async function listCollectionPictures(
  ports: Pick<Ports, "collections">,
  actor: Actor,
  { id, after }: { id: string; after: string | null },
): Promise<Page> {
  const page = { after, limit: COLLECTION_PAGE_SIZE };
  const pictures = await ports.collections.listPictures({ ...readerOf(actor), id }, page);
  const last = pictures.length === COLLECTION_PAGE_SIZE ? pictures.at(-1) : undefined;
  return { pictures, next: last?.imageId ?? null };
}
