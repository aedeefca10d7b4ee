import "server-only";

import { canArrange } from "@/lib/library/policy/roles";
import type { MovePictures, TagPictures } from "@/lib/library/schema";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** Pictures that were asked for and are not there any more, or never were the team's. */
type Missing = { missingCount: number };

async function countMissing(
  { library }: Pick<Ports, "library">,
  actor: Actor,
  imageIds: readonly string[],
): Promise<number> {
  const asked = new Set(imageIds);
  return asked.size - (await library.countPictures(actor, [...asked]));
}

/** Puts the tag on, or takes it off. Answers with what has changed. */
export async function tagPictures(
  ports: Pick<Ports, "clock" | "library">,
  actor: Actor,
  { imageIds, tag: name, isOn }: TagPictures,
): Promise<Result<{ changedIds: string[] } & Missing, { code: "not_allowed" }>> {
  if (!canArrange(actor.role)) return err({ code: "not_allowed" });
  const { teamId } = actor;
  const tag = { id: ports.clock.newId(), teamId, name, at: ports.clock.now() };
  const tagId = await ports.library.ensureTag(tag);
  const change = isOn ? ports.library.addTag : ports.library.removeTag;
  const changedIds = await change(actor, tagId, imageIds);
  return ok({ changedIds, missingCount: await countMissing(ports, actor, imageIds) });
}

type Move = Result<
  { before: { imageId: string; projectId: string }[] } & Missing,
  { code: "not_allowed" | "project_not_found" }
>;

/** The pictures alone: their run stays in the feed and in the accounts of the project that made it. */
export async function movePictures(
  ports: Pick<Ports, "library">,
  actor: Actor,
  { imageIds, projectId }: MovePictures,
): Promise<Move> {
  if (!canArrange(actor.role)) return err({ code: "not_allowed" });
  const { projects } = await ports.library.listNames(actor);
  if (!projects.some(({ id }) => id === projectId)) return err({ code: "project_not_found" });
  const before = await ports.library.move(actor, imageIds, projectId);
  return ok({ before, missingCount: await countMissing(ports, actor, imageIds) });
}
