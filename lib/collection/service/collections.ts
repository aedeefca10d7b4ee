import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { AuditAction } from "@/lib/audit/schema/facts";
import { canCollect } from "@/lib/collection/policy";
import type { ChangeCollection, CreateCollection } from "@/lib/collection/schema";
import { COLLECTIONS_MAX } from "@/lib/collection/schema/facts";
import type { CollectionRecord } from "@/lib/ports/collection-repository";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type CollectionPorts = Pick<Ports, "clock" | "collections">;
type Refusal<Code extends string> = { code: "not_allowed" | Code };

export const listCollections = (
  ports: Pick<Ports, "collections">,
  actor: Actor,
): Promise<CollectionRecord[]> => ports.collections.list(actor);

export const findCollection = (
  ports: Pick<Ports, "collections">,
  actor: Actor,
  id: string,
): Promise<CollectionRecord | null> => ports.collections.find(placeOf(actor, id));

const placeOf = ({ teamId, closedProjectIds }: Actor, id: string) => ({
  ...{ teamId, closedProjectIds, id },
});

/** Empty; or, with a search, live: it has what that finds, also what will be made later. */
export async function createCollection(
  ports: CollectionPorts,
  actor: Actor,
  { name, search }: CreateCollection,
): Promise<Result<CollectionRecord, Refusal<"name_taken" | "too_many">>> {
  if (!canCollect(actor.role)) return err({ code: "not_allowed" });
  const { teamId, userId: madeById } = actor;
  const all = await listCollections(ports, actor);
  if (all.length >= COLLECTIONS_MAX) return err({ code: "too_many" });
  const id = ports.clock.newId();
  const made = { id, teamId, name, search, madeById, at: ports.clock.now() };
  if (!(await ports.collections.create(made))) return err({ code: "name_taken" });
  const created = await findCollection(ports, actor, id);
  if (!created) throw new Error("A collection was made and is not there");
  return ok(created);
}

type Changed = Result<
  CollectionRecord,
  Refusal<"not_found" | "name_taken" | "picture_not_found" | "not_live">
>;

/** Its name, its description, its cover; of a live one also what it finds, which is still read as its maker would. */
export async function changeCollection(
  ports: CollectionPorts,
  actor: Actor,
  { id, name, description, coverImageId, search }: ChangeCollection,
): Promise<Changed> {
  if (!canCollect(actor.role)) return err({ code: "not_allowed" });
  const place = placeOf(actor, id);
  if (coverImageId && !(await ports.collections.hasPicture(place, coverImageId)))
    return err({ code: "picture_not_found" });
  if (search !== undefined) {
    const before = await ports.collections.find(place);
    if (!before) return err({ code: "not_found" });
    // What was chosen by hand would be gone.
    if (before.search === null) return err({ code: "not_live" });
  }
  const changed = await ports.collections.change(place, {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(coverImageId !== undefined && { coverImageId }),
    ...(search !== undefined && { search }),
    at: ports.clock.now(),
  });
  if (changed !== "done") return err({ code: changed });
  const record = await ports.collections.find(place);
  return record ? ok(record) : err({ code: "not_found" });
}

type RemovePorts = CollectionPorts & Pick<Ports, "audit" | "database">;

/** The collection alone: its pictures stay in the library. */
export async function removeCollection(
  ports: RemovePorts,
  actor: Actor,
  id: string,
): Promise<Result<null, Refusal<"not_found">>> {
  if (!canCollect(actor.role)) return err({ code: "not_allowed" });
  return ports.database.transaction(async (tx) => {
    const place = placeOf(actor, id);
    const name = await ports.collections.remove(tx, place, ports.clock.now());
    if (name === null) return err({ code: "not_found" });
    await note(ports, actor, { tx, id, name, action: "collection_removed" });
    return ok(null);
  });
}

/** Undoes `removeCollection`. Another one may have its name by now. */
export async function restoreCollection(
  ports: RemovePorts,
  actor: Actor,
  id: string,
): Promise<Result<null, Refusal<"not_found" | "name_taken">>> {
  if (!canCollect(actor.role)) return err({ code: "not_allowed" });
  try {
    return await ports.database.transaction(async (tx) => {
      const place = placeOf(actor, id);
      const name = await ports.collections.restore(tx, place, ports.clock.now());
      if (name === null) return err({ code: "not_found" });
      await note(ports, actor, { tx, id, name, action: "collection_restored" });
      return ok(null);
    });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "name_taken" });
    throw cause;
  }
}

type Noted = { tx: Transaction; id: string; name: string; action: AuditAction };

const note = (
  { audit, clock }: RemovePorts,
  actor: Actor,
  { tx, id, name, action }: Noted,
): Promise<void> =>
  audit.record(tx, {
    ...{ ...byActor(actor), action, at: clock.now() },
    object: { kind: "collection", id, label: name },
  });
