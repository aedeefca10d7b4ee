import "server-only";

import type { Mark, MarkChange } from "@/lib/library/schema";
import type { MarkRecord } from "@/lib/ports/library-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type MarkPorts = Pick<Ports, "clock" | "library">;

const readerOf = ({ teamId, userId }: Actor) => ({ teamId, personId: userId });

/** The actor's own verdicts and stars. Pictures of another team are left out of the count. */
export async function markPictures(
  ports: MarkPorts,
  actor: Actor,
  changes: readonly MarkChange[],
): Promise<Result<{ changedCount: number }, never>> {
  const at = ports.clock.now();
  return ok({ changedCount: await ports.library.mark(readerOf(actor), changes, at) });
}

export const listMarks = (
  ports: Pick<Ports, "library">,
  actor: Actor,
  generationId: string,
): Promise<MarkRecord[]> => ports.library.listMarks(readerOf(actor), generationId);

export type MarkedPicture = Mark & { imageId: string };

/**
 * Picks the picture and rejects the others of its generation, but for those that the actor has picked. Answers with
 * what has changed, as it was before.
 */
export async function rejectOthers(
  ports: MarkPorts,
  actor: Actor,
  imageId: string,
): Promise<Result<{ before: MarkedPicture[] }, { code: "not_found" }>> {
  const generationId = await ports.library.findGenerationId(actor.teamId, imageId);
  if (generationId === null) return err({ code: "not_found" });
  const all = await listMarks(ports, actor, generationId);
  const others = all.filter((it) => it.imageId !== imageId && it.verdict === null);
  const changed = all.filter((it) => it.imageId === imageId || others.includes(it));
  await markPictures(ports, actor, [
    { imageIds: [imageId], verdict: "pick" },
    ...(others.length > 0
      ? [{ imageIds: others.map((it) => it.imageId), verdict: "reject" as const }]
      : []),
  ]);
  return ok({
    before: changed.map(({ imageId: id, verdict, stars }) => ({ imageId: id, verdict, stars })),
  });
}
