import "server-only";

import type { Draft } from "@/lib/draft/schema";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import type { Actor } from "@/lib/shared/actor";

/** Null when the person has never had anything in the composer. */
export async function findDraft(
  ports: Pick<Ports, "drafts" | "referenceImages">,
  actor: Actor,
): Promise<{ draft: Draft; images: ReferenceImageRecord[] } | null> {
  const draft = await ports.drafts.find(actor.userId, actor.teamId);
  if (!draft) return null;
  const ids = draft.references.map(({ referenceImageId }) => referenceImageId);
  return { draft, images: await ports.referenceImages.findManyInTeam(actor.teamId, ids) };
}

export const saveDraft = (ports: Pick<Ports, "drafts">, actor: Actor, draft: Draft) =>
  ports.drafts.save(actor.userId, actor.teamId, draft);
