import "server-only";

import { partGroups, rankPrecedents } from "@/lib/library/policy/made-before";
import { MADE_BEFORE_MAX } from "@/lib/library/schema/facts";
import type { MadeBeforeRequest } from "@/lib/library/schema/made-before";
import type { PictureMadeBeforeRecord } from "@/lib/ports/made-before";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

/** Some have no picture any more. */
const RANKED_MAX = 3 * MADE_BEFORE_MAX;

/** Pictures of the team, whoever made them, of texts and references like these. */
export async function listMadeBefore(
  { madeBefore }: Pick<Ports, "madeBefore">,
  actor: Actor,
  request: MadeBeforeRequest,
): Promise<PictureMadeBeforeRecord[]> {
  const groups = partGroups(request.prompt);
  const ids = [...new Set(request.referenceImageIds)];
  const [texts, uses] = await Promise.all([
    groups.length > 0 ? madeBefore.listTexts(actor, groups) : [],
    ids.length > 0 ? madeBefore.listUses(actor, ids) : [],
  ]);
  const asked = { ...request, referenceImageIds: ids };
  const ranked = rankPrecedents(asked, [...uses, ...texts]).slice(0, RANKED_MAX);
  if (ranked.length === 0) return [];
  return (await madeBefore.listPictures(actor, ranked)).slice(0, MADE_BEFORE_MAX);
}
