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
    await prisma.$executeRaw`
      insert into draft (user_id, team_id, content, changed_at, updated_at)
      values (${userId}, ${teamId}, ${content}::jsonb, ${draft.changedAt}::bigint, now())
      on conflict (user_id, team_id) do update
        set content = excluded.content, changed_at = excluded.changed_at, updated_at = now()
        where draft.changed_at < excluded.changed_at`;
  },
});
