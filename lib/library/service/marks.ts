import "server-only";

import type { Mark, MarkChange } from "@/lib/library/schema";
import type { MarkRecord } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type MarkPorts = Pick<Ports, "clock" | "library">;

export type MarkedPicture = Mark & { imageId: string };

/**
 * The actor's own verdicts and stars. Answers with the marks as they were; what is not among them is not the team's.
 */
export async function markPictures(
  ports: MarkPorts,
  actor: Actor,
  changes: readonly MarkChange[],
): Promise<Result<{ before: MarkedPicture[] }, never>> {
  const at = ports.clock.now();
  return ok({ before: await ports.library.mark(readerOf(actor), changes, at) });
}

export const listMarks = (
  ports: Pick<Ports, "library">,
  actor: Actor,
  generationIds: readonly string[],
): Promise<MarkRecord[]> => ports.library.listMarks(readerOf(actor), generationIds);

/**
 * Picks the picture and rejects the others of its generation, but for those that the actor has picked. Answers with
 * what has changed, as it was before.
 */
export async function rejectOthers(
  ports: MarkPorts,
  actor: Actor,
  imageId: string,
): Promise<Result<{ before: MarkedPicture[] }, { code: "not_found" }>> {
  const generationId = await ports.library.findGenerationId(actor, imageId);
  if (generationId === null) return err({ code: "not_found" });
  const all = await listMarks(ports, actor, [generationId]);
  const otherIds = all
    .filter((it) => it.imageId !== imageId && it.verdict === null)
    .map((it) => it.imageId);
  return markPictures(ports, actor, [
    { imageIds: [imageId], verdict: "pick" },
    ...(otherIds.length > 0 ? [{ imageIds: otherIds, verdict: "reject" as const }] : []),
  ]);
}
