import "server-only";

import { canBin } from "@/lib/library/policy/roles";
import type { Ports } from "@/lib/ports/ports";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** The pictures that it came to: those of another team, and those that were there already, are left out. */
type Changed = { changedIds: string[] };
type ChangePorts = Pick<Ports, "clock" | "library">;

/** Out of every list for thirty days, and back by `restorePictures`. */
export async function binPictures(
  ports: ChangePorts,
  actor: Actor,
  imageIds: readonly string[],
): Promise<Result<Changed, { code: "not_allowed" }>> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  return ok({ changedIds: await ports.library.bin(readerOf(actor), imageIds, ports.clock.now()) });
}

export async function restorePictures(
  ports: ChangePorts,
  actor: Actor,
  imageIds: readonly string[],
): Promise<Result<Changed, { code: "not_allowed" }>> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  return ok({ changedIds: await ports.library.restore(actor, imageIds) });
}
