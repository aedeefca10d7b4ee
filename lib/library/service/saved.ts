import "server-only";

import type { SaveSearch } from "@/lib/library/schema";
import { SAVED_SEARCHES_MAX } from "@/lib/library/schema/facts";
import type { Ports } from "@/lib/ports/ports";
import type { SavedSearchRecord } from "@/lib/ports/saved-search-repository";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

const ownerOf = ({ teamId, userId }: Actor) => ({ teamId, personId: userId });

/** The actor's own. */
export const listSearches = (
  ports: Pick<Ports, "savedSearches">,
  actor: Actor,
): Promise<SavedSearchRecord[]> => ports.savedSearches.list(ownerOf(actor));

/** Under the name of one that is kept already it takes its place. */
export async function saveSearch(
  ports: Pick<Ports, "clock" | "savedSearches">,
  actor: Actor,
  search: SaveSearch,
): Promise<Result<SavedSearchRecord, { code: "too_many" }>> {
  const kept = await listSearches(ports, actor);
  const isNew = !kept.some(({ name }) => name === search.name);
  if (isNew && kept.length >= SAVED_SEARCHES_MAX) return err({ code: "too_many" });
  const record = { ...search, id: ports.clock.newId(), at: ports.clock.now() };
  return ok(await ports.savedSearches.save(ownerOf(actor), record));
}

export async function removeSearch(
  ports: Pick<Ports, "savedSearches">,
  actor: Actor,
  id: string,
): Promise<Result<null, { code: "not_found" }>> {
  return (await ports.savedSearches.remove(ownerOf(actor), id))
    ? ok(null)
    : err({ code: "not_found" });
}
