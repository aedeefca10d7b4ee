import { createCollectionRepository } from "@/lib/adapters/prisma/collection-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createCollection } from "@/lib/collection/service/collections";
import {
  addToCollection,
  listCollectionPictures,
  moveInCollection,
} from "@/lib/collection/service/pictures";
import { openTestLibrary } from "@/lib/library/service/test-library";

/** A library of its own with verbs of collections over it. */
export async function openTestCollections(
  database: Awaited<ReturnType<typeof createTestDatabase>>,
) {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const { audit, database: transactions } = studio.ports;
  const collections = createCollectionRepository(database.prisma);
  const ports = { ...library.ports, audit, collections, database: transactions };
  /** Answers with its id. */
  async function make(name: string, search: string | null = null, actor = studio.actor) {
    const made = await createCollection(ports, actor, { name, search });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  }
  const add = (id: string, imageIds: string[], actor = studio.actor) =>
    addToCollection(ports, actor, { id, imageIds });
  const move = (id: string, imageId: string, beforeImageId: string | null) =>
    moveInCollection(ports, studio.actor, { id, imageId, beforeImageId });
  async function order(id: string, actor = studio.actor) {
    const { pictures } = await listCollectionPictures(ports, actor, { id, after: null });
    return pictures.map(({ imageId }) => imageId);
  }
  return { ...library, ports, actor: studio.actor, make, add, move, order };
}
