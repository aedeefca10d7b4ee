import "server-only";

import { presentPage } from "@/lib/generation/presenter";
import type { GenerationPage } from "@/lib/generation/schema";
import { GENERATION_PAGE_SIZE } from "@/lib/generation/schema/facts";
import { listGenerations } from "@/lib/generation/service/read";
import { requireActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/** What the studio paints at once; older ones come from the data plane. */
export async function loadFirstGenerations(projectId: string): Promise<GenerationPage> {
  const { generations, next } = await listGenerations(getPorts(), await requireActor(), {
    projectId,
    cursor: null,
    limit: GENERATION_PAGE_SIZE,
  });
  return presentPage(generations, next);
}
