import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { draftSchema } from "@/lib/draft/schema";
import type { DraftRepository } from "@/lib/ports/draft-repository";

export const createDraftRepository = (prisma: PrismaClient): DraftRepository => ({
  async find(userId, teamId) {
    const row = await prisma.draft.findUnique({ where: { userId_teamId: { userId, teamId } } });
    // A draft of an older version that no longer fits is not worth a broken studio.
    return draftSchema.safeParse(row?.content).data ?? null;
  },
  async save(userId, teamId, draft) {
    const content = JSON.stringify(draft);
    // What is taken out may be put back: clean-up leaves it for a while.
    await prisma.$executeRaw`
      with taken as (
        update reference_image set given_at = now()
        where team_id = ${teamId} and id in (
          select r ->> 'referenceImageId' from draft d, jsonb_array_elements(d.content -> 'references') as r
          where d.user_id = ${userId} and d.team_id = ${teamId}
          except select r ->> 'referenceImageId' from jsonb_array_elements(${content}::jsonb -> 'references') as r
        )
      )
      insert into draft (user_id, team_id, content, changed_at, updated_at)
      values (${userId}, ${teamId}, ${content}::jsonb, ${draft.changedAt}::bigint, now())
      on conflict (user_id, team_id) do update
        set content = excluded.content, changed_at = excluded.changed_at, updated_at = now()
        where draft.changed_at < excluded.changed_at`;
  },
});
