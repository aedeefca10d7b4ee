import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { variablesSchema } from "@/lib/generation/schema/inputs";
import type { PastPromptCursor, PromptHistory } from "@/lib/ports/prompt-history";

/** Counts a press once, whatever it expanded to, and only where a person has written the text. */
export const recordPromptUse = (client: Prisma.TransactionClient, generationId: string) =>
  client.$executeRaw`
    insert into prompt_use (team_id, owner_id, prompt_hash, words, use_count, used_at, generation_id)
    select team_id, owner_id, prompt_hash, prompt_words(prompt_as_typed), 1, created_at, id
    from generation cross join lateral (values (author_id), (team_id)) as owner (owner_id)
    where id = ${generationId} and expansion = 1 and verb in ('fresh', 'continue', 'region')
    on conflict (team_id, owner_id, prompt_hash) do update set
      words = excluded.words, use_count = prompt_use.use_count + 1,
      used_at = excluded.used_at, generation_id = excluded.generation_id`;

const NEWEST: PastPromptCursor = { usedAt: new Date("9999-01-01T00:00:00Z"), generationId: "" };

type Row = {
  generationId: string;
  promptAsTyped: string;
  variables: unknown;
  useCount: number;
  usedAt: Date;
  authorId: string;
  authorName: string;
  imageId: string | null;
  thumbhash: Uint8Array | null;
};

/** The index knows three letters in a row; a shorter word is looked for in every text. */
function contains(word: string) {
  const exactly = Prisma.sql`and words like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
  return [...word].length < 3
    ? exactly
    : Prisma.sql`and prompt_grams(words) @> prompt_grams(${word}) ${exactly}`;
}

export const createPromptHistory = (prisma: PrismaClient): PromptHistory => ({
  async list(teamId, ownerId, { words, cursor, limit }) {
    const after = cursor ?? NEWEST;
    const rows = await prisma.$queryRaw<Row[]>`
      select u.generation_id as "generationId", g.prompt_as_typed as "promptAsTyped", g.variables,
        u.use_count as "useCount", u.used_at as "usedAt", a.id as "authorId", a.name as "authorName",
        picture.id as "imageId", picture.thumbhash
      from (
        select * from prompt_use
        where team_id = ${teamId} and owner_id = ${ownerId}
          and (used_at, generation_id) < (${after.usedAt}, ${after.generationId})
          ${words.length > 0 ? Prisma.join(words.map(contains), " ") : Prisma.empty}
        order by used_at desc, generation_id desc
        limit ${limit}
      ) as u
        join generation g on g.id = u.generation_id
        join "user" a on a.id = g.author_id
        left join lateral (
          select i.id, i.thumbhash
          from generation s join variant v on v.generation_id = s.id join image i on i.variant_id = v.id
          where s.team_id = u.team_id and s.prompt_hash = u.prompt_hash
          order by s.created_at desc, s.id desc, v.number
          limit 1
        ) as picture on true
      order by u.used_at desc, u.generation_id desc`;
    return rows.map(({ authorId, authorName, imageId, thumbhash, variables, ...row }) => ({
      ...row,
      variables: variablesSchema.parse(variables),
      author: { id: authorId, name: authorName },
      image: imageId === null ? null : { id: imageId, thumbhash },
    }));
  },
  count: (teamId, ownerId) => prisma.promptUse.count({ where: { teamId, ownerId } }),
});
