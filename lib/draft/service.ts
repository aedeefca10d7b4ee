import "server-only";

import type { Draft } from "@/lib/draft/schema";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import { type Actor, readerOf } from "@/lib/shared/actor";

/** Null when the person has never had anything in the composer. */
export async function findDraft(
  ports: Pick<Ports, "drafts" | "images" | "referenceImages">,
  actor: Actor,
): Promise<{ draft: Draft; images: ReferenceImageRecord[] } | null> {
  const draft = await ports.drafts.find(actor.userId, actor.teamId);
  if (!draft) return null;
  // It may lie in a project that is closed to the person since.
  const isThere = draft.staged && (await ports.images.findInTeam(actor, draft.staged.imageId));
  const ids = draft.references.map(({ referenceImageId }) => referenceImageId);
  return {
    draft: isThere ? draft : { ...draft, staged: null },
    images: await ports.referenceImages.findManyInTeam(readerOf(actor), ids),
  };
}

export const saveDraft = (ports: Pick<Ports, "drafts">, actor: Actor, draft: Draft) =>
  ports.drafts.save(actor.userId, actor.teamId, draft);
