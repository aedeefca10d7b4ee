import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type {
  PromptCursor,
  PromptHistoryRepository,
  PromptRecord,
} from "@/lib/ports/prompt-history-repository";

const NEWEST: PromptCursor = { createdAt: new Date("9999-01-01T00:00:00Z"), id: "" };

/** What was typed is looked for as it is, not as a pattern. */
const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

export const createPromptHistoryRepository = (prisma: PrismaClient): PromptHistoryRepository => ({
  list({ teamId, authorId }, { text, cursor, limit }) {
    const after = cursor ?? NEWEST;
    return prisma.$queryRaw<PromptRecord[]>`
      select g.id, g.prompt_as_typed as prompt, g.code, author.name as "authorName",
        g.created_at as "createdAt", (
          select i.id from variant v join image i on i.variant_id = v.id
          where v.generation_id = g.id order by v.number limit 1
        ) as "imageId"
      from generation g join "user" author on author.id = g.author_id
      where g.team_id = ${teamId} and (${authorId}::text is null or g.author_id = ${authorId})
        and (g.created_at, g.id) < (${after.createdAt}, ${after.id})
        and g.prompt_as_typed collate "und-x-icu" ilike ${containing(text)}
        and not exists (
          select 1 from generation newer
          where newer.team_id = ${teamId} and (${authorId}::text is null or newer.author_id = ${authorId})
            and md5(newer.prompt_as_typed) = md5(g.prompt_as_typed)
            and (newer.created_at, newer.id) > (g.created_at, g.id)
        )
      order by g.created_at desc, g.id desc
      limit ${limit}`;
  },
});
