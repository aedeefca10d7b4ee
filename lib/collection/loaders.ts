import "server-only";

import { presentCollection } from "@/lib/collection/presenter";
import { type CollectionView, collectionIdSchema } from "@/lib/collection/schema";
import { findCollection } from "@/lib/collection/service/collections";
import { requireActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/** Null when the actor's team has none of that id. */
export async function loadCollection(id: string): Promise<CollectionView | null> {
  const actor = await requireActor();
  const asked = collectionIdSchema.safeParse({ id });
  const record = asked.success ? await findCollection(getPorts(), actor, asked.data.id) : null;
  return record && presentCollection(record);
}
