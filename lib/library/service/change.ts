import "server-only";

import { canBin } from "@/lib/library/policy/roles";
import type { MarkPictures } from "@/lib/library/schema";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** How many pictures of the team it came to: those of another team are left out. */
type Changed = { changedCount: number };
type ChangePorts = Pick<Ports, "clock" | "library">;

/** The actor's own verdict and stars. */
export async function markPictures(
  ports: ChangePorts,
  actor: Actor,
  { imageIds, ...mark }: MarkPictures,
): Promise<Result<Changed, never>> {
  const reader = { teamId: actor.teamId, personId: actor.userId };
  const changedCount = await ports.library.mark(reader, imageIds, {
    ...mark,
    at: ports.clock.now(),
  });
  return ok({ changedCount });
}

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
