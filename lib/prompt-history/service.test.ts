import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPromptHistory } from "@/lib/adapters/prisma/prompt-history";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createGenerationSchema } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { PastPromptCursor, PastPromptRecord } from "@/lib/ports/prompt-history";
import { presentPastPrompts } from "@/lib/prompt-history/presenter";
import {
  PAST_PROMPT_PAGE_SIZE,
  type PromptScope,
  pastPromptPageSchema,
} from "@/lib/prompt-history/schema";
import { listPastPrompts } from "@/lib/prompt-history/service";
import { type Actor, wholeTeam } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Asked = Partial<Parameters<typeof listPastPrompts>[2]>;

async function openStudio() {
  const { prisma } = database;
  const studio = await createTestStudio(database);
  const ports = { promptHistory: createPromptHistory(prisma) };
  const read = (asked: Asked = {}, actor: Actor = studio.actor) =>
    listPastPrompts(ports, actor, { scope: "mine", search: "", cursor: null, ...asked });
  async function send(prompt: string, change: object = {}) {
    studio.ports.clock.advance(1_000);
    return studio.created({ prompt, ...change });
  }
  return {
    ...studio,
    read,
    send,
    texts: async (asked?: Asked) => (await read(asked)).prompts.map((each) => each.promptAsTyped),
    /** The same generation, as if a colleague had pressed. */
    async sendAs(name: string, prompt: string) {
      const { clock } = studio.ports;
      const id = clock.newId();
      const data = { id, name, email: `${id}@example.com`, passwordHash: "-" };
      await prisma.user.create({ data });
      await prisma.membership.create({
        data: { userId: id, teamId: studio.teamId, role: "designer" },
      });
      const colleague = { ...studio.actor, userId: id } as Actor;
      clock.advance(1_000);
      const made = await createGenerations(
        studio.ports,
        colleague,
        createGenerationSchema.parse({
          requestId: clock.newId(),
          projectId: studio.projectId,
          prompt,
          model: "gemini-3-pro-image-preview-4k",
          aspectRatio: "1:1",
          resolution: "4K",
          variantCount: 1,
          references: [],
        }),
      );
      if (!made.ok) throw new Error(made.error.code);
      return colleague;
    },
    async addPicture(generationId: string) {
      const variant = await studio.variant(generationId);
      const id = studio.ports.clock.newId();
      await prisma.image.create({
        data: {
          ...{ id, sha256: id.padEnd(64, "0"), variantId: variant.id, teamId: studio.teamId },
          ...{ mime: "image/png", width: 64, height: 64, requestedWidth: 64, requestedHeight: 64 },
          ...{ sizeBytes: 1, storageKey: id, createdAt: new Date() },
        },
      });
      return id;
    },
  };
}

describe("The prompts that were sent", () => {
  test("are listed once each, newest use first, with their count and last values", async () => {
    const { send, read } = await openStudio();
    await send("A boat at [[time]]", { variables: { time: "dawn" } });
    await send("A quay in the rain");
    await send("A boat  at [[time]] \r\n", { variables: { time: "noon" } });
    const { prompts, total } = await read();
    expect(prompts.map((each) => [each.promptAsTyped.trim(), each.useCount])).toEqual([
      ["A boat  at [[time]]", 2],
      ["A quay in the rain", 1],
    ]);
    expect(prompts[0]?.variables).toEqual({ time: "noon" });
    expect(total).toBe(2);
  });

  test("differ by a line break and by a capital, which mean something", async () => {
    const { send, texts } = await openStudio();
    for (const prompt of ["a sign // red", "a sign\n// red", "A sign // red"]) await send(prompt);
    expect(await texts()).toHaveLength(3);
  });

  test("count one use for a press, however many texts it expands to", async () => {
    const { send, read } = await openStudio();
    await send("A {red|green|blue} boat");
    expect((await read()).prompts).toMatchObject([{ useCount: 1 }]);
  });

  test("hold what was typed to go on from a picture, not what a re-render sends by itself", async () => {
    const { send, texts, addPicture, addReference } = await openStudio();
    const imageId = await addPicture((await send("A boat")).id);
    const base = {
      parent: { imageId, slot: 1 },
      references: [{ referenceImageId: (await addReference()).id, name: "base" }],
    };
    await send("Colder", { ...base, verb: "continue" });
    await send("A boat, once more", { ...base, verb: "finish" });
    await send("1. Colder 2. Wetter", { ...base, verb: "rebase" });
    expect(await texts()).toEqual(["Colder", "A boat"]);
  });

  test("show the newest picture that was made of them, also by an earlier press", async () => {
    const { send, read, addPicture } = await openStudio();
    await addPicture((await send("A boat")).id);
    const newest = await addPicture((await send("A boat")).id);
    await send("A boat");
    expect((await read()).prompts).toMatchObject([{ useCount: 3, image: { id: newest } }]);
  });

  test("come page by page to the last one without a gap or a repeat", async () => {
    const { send, actor } = await openStudio();
    for (const text of ["1", "2", "3", "1", "4"]) await send(text);
    const history = createPromptHistory(database.prisma);
    const { teamId, userId } = actor;
    const texts: string[] = [];
    let cursor: PastPromptCursor | null = null;
    do {
      const page: PastPromptRecord[] = await history.list(wholeTeam(teamId), userId, {
        words: [],
        cursor,
        limit: 2,
      });
      texts.push(...page.map((each) => each.promptAsTyped));
      cursor = page.at(-1) ?? null;
    } while (cursor);
    expect(texts).toEqual(["4", "1", "3", "2"]);
  });

  test("say where the next page begins as long as there is one", async () => {
    const { actor, send, read } = await openStudio();
    await send("A boat");
    const [record] = (await read()).prompts;
    if (!record) throw new Error("Nothing was sent");
    const pageOf = (count: number) =>
      listPastPrompts(
        { promptHistory: { list: async () => Array(count).fill(record), count: async () => 99 } },
        actor,
        { scope: "mine", search: "", cursor: record },
      );
    expect(await pageOf(PAST_PROMPT_PAGE_SIZE)).toMatchObject({ next: null, total: null });
    const full = await pageOf(PAST_PROMPT_PAGE_SIZE + 1);
    expect(full).toMatchObject({ next: record, total: null });
    expect(full.prompts).toHaveLength(PAST_PROMPT_PAGE_SIZE);
  });

  test("are found by any words in any order and case, in English and in Russian", async () => {
    const { send, texts } = await openStudio();
    await send("A Green boat on the lake");
    await send("Тёмное ОЗЕРО утром, лодка");
    await send("50% off, snake_case");
    expect(await texts({ search: "LAKE boat" })).toEqual(["A Green boat on the lake"]);
    expect(await texts({ search: "озеро темное" })).toEqual(["Тёмное ОЗЕРО утром, лодка"]);
    expect(await texts({ search: "лод" })).toEqual(["Тёмное ОЗЕРО утром, лодка"]);
    expect(await texts({ search: "ТЁМНОЕ" })).toHaveLength(1);
    expect(await texts({ search: "0%" })).toEqual(["50% off, snake_case"]);
    expect(await texts({ search: "e_c" })).toHaveLength(1);
    expect(await texts({ search: "a_e" })).toEqual([]);
    expect(await texts({ search: "boat\0 \\" })).toEqual([]);
    expect(await texts({ search: "nowhere" })).toEqual([]);
  });
});

describe("A team", () => {
  test("sees everybody's prompts once, by who used them last; a person only their own", async () => {
    const { send, sendAs, read } = await openStudio();
    await send("A boat");
    await send("A quay");
    const lin = await sendAs("Lin", "A boat");
    const seen = async (scope: PromptScope, actor?: Actor) =>
      (await read({ scope }, actor)).prompts.map(({ promptAsTyped, useCount, author }) => [
        promptAsTyped,
        useCount,
        author.name,
      ]);
    expect(await seen("team")).toEqual([
      ["A boat", 2, "Lin"],
      ["A quay", 1, "Designer"],
    ]);
    expect(await seen("mine")).toEqual([
      ["A quay", 1, "Designer"],
      ["A boat", 1, "Designer"],
    ]);
    expect(await seen("mine", lin)).toEqual([["A boat", 1, "Lin"]]);
  });

  test("never sees another team's, not even of the same person or of the same text", async () => {
    const ours = await openStudio();
    const theirs = await openStudio();
    await theirs.addPicture((await theirs.send("A boat")).id);
    const visitor = { ...theirs.actor, userId: ours.actor.userId } as Actor;
    expect((await theirs.read({ scope: "mine" }, visitor)).prompts).toEqual([]);
    expect((await ours.read({ scope: "team" })).prompts).toEqual([]);
    await ours.send("A boat");
    expect((await ours.read({ scope: "team" })).prompts).toMatchObject([
      { useCount: 1, image: null },
    ]);
  });
});

test("only the fields of the contract leave the server", async () => {
  const { send, read } = await openStudio();
  await send("A boat");
  const page = presentPastPrompts(await read());
  expect(pastPromptPageSchema.parse(page)).toEqual(page);
});
