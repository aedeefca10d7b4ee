import "server-only";

import { canBin } from "@/lib/library/policy/roles";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** How many pictures of the team it came to: those of another team are left out. */
type Changed = { changedCount: number };
type ChangePorts = Pick<Ports, "clock" | "library">;

/** Out of every list for thirty days, and back by `restorePictures`. */
export async function binPictures(
  ports: ChangePorts,
  actor: Actor,
  imageIds: readonly string[],
): Promise<Result<Changed, { code: "not_allowed" }>> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  const by = { teamId: actor.teamId, personId: actor.userId };
  return ok({ changedCount: await ports.library.bin(by, imageIds, ports.clock.now()) });
}

export async function restorePictures(
  ports: ChangePorts,
  actor: Actor,
  imageIds: readonly string[],
): Promise<Result<Changed, { code: "not_allowed" }>> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  return ok({ changedCount: await ports.library.restore(actor.teamId, imageIds) });
}
