import { Prisma } from "@/lib/adapters/prisma/client/client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type { PastPromptCursor } from "@/lib/ports/prompt-history";
import type { Sight } from "@/lib/shared/actor";
import { UPLOAD_MODEL } from "@/lib/upload/schema/facts";

const { sql, empty, join, raw } = Prisma;

export const like = (word: string) => sql`and words like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
const hasGrams = (word: string) => [...word].length >= 3;
const grams = (word: string) => sql`and prompt_grams(words) @> prompt_grams(${word})`;

export const all = (words: readonly string[], condition: (word: string) => Prisma.Sql) =>
  words.length > 0 ? join(words.map(condition), " ") : empty;

type Asked = { sight: Sight; ownerId: string; after: PastPromptCursor };

/** Selects of `prompt_hash`, `words`, `used_at` and `generation_id`, each text once. */
export type PastTexts = {
  /** So many of them, newest use first. */
  newest(limit: number): Prisma.Sql;
  /** Every one with these parts. */
  having(words: readonly string[]): Prisma.Sql;
  /** Presses of Generate with the text `u`. */
  useCount: Prisma.Sql;
};

/** As they are counted with each press. */
export function allTexts({ sight: { teamId }, ownerId, after }: Asked): PastTexts {
  const texts = sql`
    select * from prompt_use where team_id = ${teamId} and owner_id = ${ownerId}
      and (used_at, generation_id) < (${after.usedAt}, ${after.generationId})`;
  return {
    newest: (limit) => sql`${texts} order by used_at desc, generation_id desc limit ${limit}`,
    having: (words) => sql`${texts} ${all(words.filter(hasGrams), grams)}`,
    useCount: sql`u.use_count`,
  };
}

/** `run` is a generation that was counted, in a project that the person sees. */
function isSeenPress({ sight, ownerId }: Pick<Asked, "sight" | "ownerId">, run: "g" | "newer") {
  const g = raw(run);
  const isOwn = ownerId === sight.teamId ? sql`true` : sql`${g}.author_id = ${ownerId}`;
  return sql`
    ${g}.team_id = ${sight.teamId} and ${seesProject(sight, `${run}.project_id`)} and ${isOwn}
    and ${g}.expansion = 1 and ${g}.verb in ('fresh', 'continue', 'region')
    and ${g}.model <> ${UPLOAD_MODEL}`;
}

/**
 * The same from the runs themselves: what was counted holds runs that the person does not see. The index of runs by time
 * is walked for the newest, that by text for the newest run of each.
 */
export function seenTexts(asked: Asked): PastTexts {
  const { sight, ownerId, after } = asked;
  const isPress = isSeenPress(asked, "g");
  const isBefore = (at: Prisma.Sql) => sql`${at} < (${after.usedAt}, ${after.generationId})`;
  return {
    newest: (limit) => sql`
      select g.prompt_hash, prompt_words(g.prompt_as_typed) as words, g.created_at as used_at,
        g.id as generation_id
      from generation g
      where ${isPress} and ${isBefore(sql`(g.created_at, g.id)`)} and not exists (
        select from generation newer
        where newer.prompt_hash = g.prompt_hash and ${isSeenPress(asked, "newer")}
          and (newer.created_at, newer.id) > (g.created_at, g.id)
      )
      order by g.created_at desc, g.id desc limit ${limit}`,
    having: (words) => sql`
      select text.prompt_hash, text.words, press.created_at as used_at, press.id as generation_id
      from (
        select prompt_hash, words from prompt_use
        where team_id = ${sight.teamId} and owner_id = ${ownerId} ${all(words.filter(hasGrams), grams)}
      ) as text
      cross join lateral (
        select g.id, g.created_at from generation g
        where g.prompt_hash = text.prompt_hash and ${isPress}
        order by g.created_at desc, g.id desc limit 1
      ) as press
      where ${isBefore(sql`(press.created_at, press.id)`)}`,
    useCount: sql`(
      select count(*)::int from generation g where g.prompt_hash = u.prompt_hash and ${isPress}
    )`,
  };
}

export const countSeenTexts = (sight: Sight, ownerId: string): Prisma.Sql => sql`
  select count(distinct g.prompt_hash)::int as count from generation g
  where ${isSeenPress({ sight, ownerId }, "g")}`;
