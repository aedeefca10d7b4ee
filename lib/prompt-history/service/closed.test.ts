import { afterAll, beforeAll, expect, test } from "vitest";
import { createPromptHistory } from "@/lib/adapters/prisma/prompt-history";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { PastPromptCursor, PastPromptRecord } from "@/lib/ports/prompt-history";
import type { Sight } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const TEXTS = ["A red boat", "A red kite", "Boats at dawn", "Осенняя набережная", "A jug"];

type Press = { id: string; text: string; projectId: string; authorId: string };

/** Presses of two people in three projects, of which each text is in several. */
async function openPresses() {
  const { prisma } = database;
  const studio = await createTestStudio(database);
  const { teamId, actor, ports } = studio;
  const projectIds = [studio.projectId, ports.clock.newId(), ports.clock.newId()];
  for (const [index, id] of projectIds.slice(1).entries()) {
    const row = { id, teamId, name: `Secret ${index}`, code: `S${"AB"[index]}` };
    await prisma.project.create({ data: { ...row, isClosed: true } });
  }
  const colleagueId = ports.clock.newId();
  await prisma.user.create({
    data: { id: colleagueId, email: `${colleagueId}@example.com`, name: "Lin", passwordHash: "-" },
  });
  await prisma.membership.create({ data: { userId: colleagueId, teamId, role: "designer" } });
  const presses: Press[] = [];
  for (let at = 0; at < 40; at += 1) {
    ports.clock.advance(1_000);
    const press = {
      text: TEXTS[(at * 7 + Math.floor(at / 5)) % TEXTS.length] ?? "",
      projectId: projectIds[(at * 5 + Math.floor(at / 3)) % projectIds.length] ?? "",
      authorId: at % 4 === 0 ? colleagueId : actor.userId,
    };
    const { id } = await studio.created({ prompt: press.text, projectId: press.projectId });
    await prisma.generation.update({ where: { id }, data: { authorId: press.authorId } });
    presses.push({ id, ...press });
  }
  await prisma.$executeRaw`
    insert into prompt_use (team_id, owner_id, prompt_hash, words, use_count, used_at, generation_id)
    select team_id, ${colleagueId}, prompt_hash, prompt_words(prompt_as_typed), 1, created_at, id
    from generation where author_id = ${colleagueId} and team_id = ${teamId}
    on conflict do nothing`;
  return { studio, presses, projectIds, colleagueId };
}

type Opened = Awaited<ReturnType<typeof openPresses>>;
type Asked = { sight: Sight; ownerId: string; words: readonly string[] };

/** As anybody would find them who had the presses alone. */
function plain({ presses }: Opened, { sight, ownerId, words }: Asked) {
  const seen = presses.filter(
    ({ text, projectId, authorId }) =>
      !sight.closedProjectIds.includes(projectId) &&
      (ownerId === sight.teamId || authorId === ownerId) &&
      words.every((word) => text.toLowerCase().includes(word)),
  );
  const texts = [...new Set(seen.map(({ text }) => text).toReversed())];
  return texts.map((text) => {
    const uses = seen.filter((press) => press.text === text);
    return { text, useCount: uses.length, generationId: uses.at(-1)?.id };
  });
}

async function pagesOf({ sight, ownerId, words }: Asked, limit: number) {
  const history = createPromptHistory(database.prisma);
  const all: PastPromptRecord[] = [];
  for (let cursor: PastPromptCursor | null = null; ; ) {
    const page: PastPromptRecord[] = await history.list(sight, ownerId, { words, cursor, limit });
    all.push(...page);
    cursor = page.at(-1) ?? null;
    if (page.length < limit) break;
  }
  return all.map(({ promptAsTyped: text, useCount, generationId }) => ({
    ...{ text, useCount, generationId },
  }));
}

test("somebody to whom projects are closed has the texts of the others, as often and as lately as they were used there", async () => {
  const opened = await openPresses();
  const { studio, projectIds, colleagueId } = opened;
  const { teamId } = studio;
  const history = createPromptHistory(database.prisma);
  const sights = [projectIds.slice(1), projectIds.slice(2), projectIds.slice(0, 1)];
  for (const closedProjectIds of sights) {
    for (const ownerId of [teamId, studio.actor.userId, colleagueId]) {
      const sight = { teamId, closedProjectIds };
      for (const words of [[], ["boat"], ["red", "boat"], ["набереж"], ["ug"], ["nowhere"]]) {
        const asked = { sight, ownerId, words };
        const expected = plain(opened, asked);
        expect(await pagesOf(asked, 2), JSON.stringify(asked)).toEqual(expected);
        if (words.length === 0) expect(await history.count(sight, ownerId)).toBe(expected.length);
      }
    }
  }
});
