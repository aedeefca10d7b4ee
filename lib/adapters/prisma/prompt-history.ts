import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  all,
  allTexts,
  countSeenTexts,
  like,
  type PastTexts,
  seenTexts,
} from "@/lib/adapters/prisma/prompt-texts";
import { seesVariant } from "@/lib/adapters/prisma/sight";
import { variablesSchema } from "@/lib/generation/schema/inputs";
import type { PastPromptCursor, PastPromptRecord, PromptHistory } from "@/lib/ports/prompt-history";
import { seesAll } from "@/lib/shared/actor";

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

/** Among so many of the newest a word that is in every tenth prompt fills a page. */
const NEAR_COUNT = 1_000;

/** A frequent word is met on the way, a rare one is found by its letters: no statistics tell the two apart. */
async function listWith(list: PastPrompts, texts: PastTexts, page: Page) {
  const near = await list(texts.newest(NEAR_COUNT));
  return near.length === page.limit ? near : list(texts.having(page.words));
}

type Page = Parameters<PromptHistory["list"]>[2];
type PastPrompts = (candidates: Prisma.Sql) => Promise<PastPromptRecord[]>;

export const createPromptHistory = (prisma: PrismaClient): PromptHistory => ({
  list(sight, ownerId, page) {
    const { words, cursor, limit } = page;
    const asked = { sight, ownerId, after: cursor ?? NEWEST };
    const texts = seesAll(sight) ? allTexts(asked) : seenTexts(asked);
    const list: PastPrompts = async (candidates) => {
      const rows = await prisma.$queryRaw<Row[]>`
        select u.generation_id as "generationId", g.prompt_as_typed as "promptAsTyped", g.variables,
          ${texts.useCount} as "useCount", u.used_at as "usedAt", a.id as "authorId", a.name as "authorName",
          picture.id as "imageId", picture.thumbhash
        from (
          select * from (${candidates}) as candidate
          where true ${all(words, like)}
          order by used_at desc, generation_id desc
          limit ${limit}
        ) as u
          join generation g on g.id = u.generation_id
          join "user" a on a.id = g.author_id
          left join lateral (
            select i.id, i.thumbhash
            from generation g join variant v on v.generation_id = g.id join image i on i.variant_id = v.id
            where g.team_id = ${sight.teamId} and g.prompt_hash = u.prompt_hash and ${seesVariant(sight)}
            order by g.created_at desc, g.id desc, v.number
            limit 1
          ) as picture on true
        order by u.used_at desc, u.generation_id desc`;
      return rows.map(toRecord);
    };
    return words.length > 0 ? listWith(list, texts, page) : list(texts.newest(limit));
  },
  async count(sight, ownerId) {
    if (seesAll(sight)) return prisma.promptUse.count({ where: { teamId: sight.teamId, ownerId } });
    const [row] = await prisma.$queryRaw<{ count: number }[]>(countSeenTexts(sight, ownerId));
    return row?.count ?? 0;
  },
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
