import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { variablesSchema } from "@/lib/generation/schema/inputs";
import type { PastPromptCursor, PastPromptRecord, PromptHistory } from "@/lib/ports/prompt-history";

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

const like = (word: string) => Prisma.sql`and words like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
const hasGrams = (word: string) => [...word].length >= 3;
const grams = (word: string) => Prisma.sql`and prompt_grams(words) @> prompt_grams(${word})`;

const all = (words: readonly string[], condition: (word: string) => Prisma.Sql) =>
  words.length > 0 ? Prisma.join(words.map(condition), " ") : Prisma.empty;

/** Among so many of the newest a word that is in every tenth prompt fills a page. */
const NEAR_COUNT = 1_000;

/** A frequent word is met on the way, a rare one is found by its letters: no statistics tell the two apart. */
async function listWith(list: PastPrompts, words: readonly string[], limit: number) {
  const near = await list(Prisma.sql`limit ${NEAR_COUNT}`, Prisma.empty);
  if (near.length === limit) return near;
  return list(Prisma.empty, all(words.filter(hasGrams), grams));
}

type PastPrompts = (among: Prisma.Sql, found: Prisma.Sql) => Promise<PastPromptRecord[]>;

export const createPromptHistory = (prisma: PrismaClient): PromptHistory => ({
  list(teamId, ownerId, { words, cursor, limit }) {
    const after = cursor ?? NEWEST;
    const list: PastPrompts = async (among, found) => {
      const rows = await prisma.$queryRaw<Row[]>`
        select u.generation_id as "generationId", g.prompt_as_typed as "promptAsTyped", g.variables,
          u.use_count as "useCount", u.used_at as "usedAt", a.id as "authorId", a.name as "authorName",
          picture.id as "imageId", picture.thumbhash
        from (
          select * from (
            select * from prompt_use
            where team_id = ${teamId} and owner_id = ${ownerId}
              and (used_at, generation_id) < (${after.usedAt}, ${after.generationId}) ${found}
            order by used_at desc, generation_id desc
            ${among}
          ) as candidate
          where true ${all(words, like)}
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
      return rows.map(toRecord);
    };
    return words.length > 0
      ? listWith(list, words, limit)
      : list(Prisma.sql`limit ${limit}`, Prisma.empty);
  },
  count: (teamId, ownerId) => prisma.promptUse.count({ where: { teamId, ownerId } }),
});

const toRecord = (row: Row): PastPromptRecord => ({
  generationId: row.generationId,
  promptAsTyped: row.promptAsTyped,
  variables: variablesSchema.parse(row.variables),
  useCount: row.useCount,
  usedAt: row.usedAt,
  author: { id: row.authorId, name: row.authorName },
  image: row.imageId === null ? null : { id: row.imageId, thumbhash: row.thumbhash },
});
