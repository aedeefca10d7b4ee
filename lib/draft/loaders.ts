import "server-only";

import { presentDraft } from "@/lib/draft/presenter";
import type { DraftView } from "@/lib/draft/schema";
import { findDraft } from "@/lib/draft/service";
import { requireActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

export async function loadDraft(): Promise<DraftView | null> {
  const found = await findDraft(getPorts(), await requireActor());
  return found && presentDraft(found.draft, found.images);
}
