import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPromptHistoryRepository } from "@/lib/adapters/prisma/prompt-history-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { PromptCursor } from "@/lib/ports/prompt-history-repository";
import { presentPrompts } from "@/lib/prompt-history/presenter";
import { type PromptScope, promptPageSchema } from "@/lib/prompt-history/schema";
import { listPrompts } from "@/lib/prompt-history/service";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;
type Asked = { scope?: PromptScope; text?: string; limit?: number };

/** All pages, one after the other. */
async function promptsOf({ actor }: Studio, { scope = "mine", text = "", limit = 50 }: Asked = {}) {
  const ports = { promptHistory: createPromptHistoryRepository(database.prisma) };
  const prompts: string[] = [];
  let cursor: PromptCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPrompts>> = await listPrompts(ports, actor, {
      ...{ scope, text, cursor, limit },
    });
    const { entries } = promptPageSchema.parse(presentPrompts(page.records, page.next));
    prompts.push(...entries.map(({ prompt }) => prompt));
    cursor = page.next;
  } while (cursor);
  return prompts;
}

/** Somebody else of the same team. */
async function addColleague(studio: Studio): Promise<string> {
  const id = studio.ports.clock.newId();
  const person = { email: `${id}@example.com`, name: "Colleague", passwordHash: "-" };
  await database.prisma.user.create({ data: { id, ...person } });
  return id;
}

async function studioWith(prompts: readonly string[]) {
  const studio = await createTestStudio(database);
  for (const prompt of prompts) await studio.created({ prompt });
  return studio;
}

test("pages of any size give each text once, newest first, without a gap", async () => {
  const press = fc.record({
    text: fc.constantFrom("a", "b", "c", "d", "e"),
    isMine: fc.boolean(),
    // Several in the same millisecond, too.
    at: fc.integer({ min: 0, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(press, { maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      async (presses, limit) => {
        const studio = await createTestStudio(database);
        const colleague = await addColleague(studio);
        const model = await studio.created({ prompt: "first" });
        const { requestId: _, ...columns } = await database.prisma.generation.findUniqueOrThrow({
          where: { id: model.id },
        });
        const rows = presses.map(({ text, isMine, at }) => ({
          ...columns,
          ...{ variables: {}, options: {}, marks: [] },
          id: studio.ports.clock.newId(),
          requestId: studio.ports.clock.newId(),
          authorId: isMine ? studio.actor.userId : colleague,
          promptAsTyped: text,
          createdAt: new Date(Date.UTC(2030, 0, 1, 0, 0, 0, at)),
        }));
        await database.prisma.generation.createMany({ data: rows });
        const newestFirst = rows.toSorted(
          (a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1),
        );
        const textsOf = (those: typeof rows) => [
          ...new Set([...those.map(({ promptAsTyped }) => promptAsTyped), "first"]),
        ];
        const mine = newestFirst.filter(({ authorId }) => authorId === studio.actor.userId);
        expect(await promptsOf(studio, { limit })).toEqual(textsOf(mine));
        expect(await promptsOf(studio, { scope: "team", limit })).toEqual(textsOf(newestFirst));
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test("a search takes every sign as it is and no letter's case", async () => {
  const texts = ["100% wool", "100 wool", "a_b", "axb", "back\\slash", "Тихое ОЗЕРО на рассвете"];
  const studio = await studioWith(texts);
  const found = (text: string) => promptsOf(studio, { text });
  expect(await found("0%")).toEqual(["100% wool"]);
  expect(await found("a_b")).toEqual(["a_b"]);
  expect(await found("k\\s")).toEqual(["back\\slash"]);
  expect(await found("озеро НА")).toEqual(["Тихое ОЗЕРО на рассвете"]);
  expect(await found("")).toHaveLength(texts.length);
});

test("mine are those that I have sent, the team's are everybody's", async () => {
  const studio = await studioWith(["of mine", "of another"]);
  await database.prisma.generation.updateMany({
    where: { teamId: studio.teamId, promptAsTyped: "of another" },
    data: { authorId: await addColleague(studio) },
  });
  expect(await promptsOf(studio)).toEqual(["of mine"]);
  expect((await promptsOf(studio, { scope: "team" })).toSorted()).toEqual([
    "of another",
    "of mine",
  ]);
});

test("another team sees nothing of it", async () => {
  await studioWith(["a secret bottle"]);
  const other = await createTestStudio(database);
  expect(await promptsOf(other, { scope: "team" })).toEqual([]);
});
