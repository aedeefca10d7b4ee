import { afterAll, beforeAll, expect, test } from "vitest";
import { createSavedSearchRepository } from "@/lib/adapters/prisma/saved-search-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { saveSearchSchema } from "@/lib/library/schema";
import { SAVED_SEARCHES_MAX } from "@/lib/library/schema/facts";
import { listSearches, removeSearch, saveSearch } from "@/lib/library/service/saved";
import { openTestLibrary } from "@/lib/library/service/test-library";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function open() {
  const { studio, addColleague } = await openTestLibrary(database);
  const savedSearches = createSavedSearchRepository(database.prisma);
  const ports = { clock: studio.ports.clock, savedSearches };
  const texts = async (actor = studio.actor) =>
    (await listSearches(ports, actor)).map(({ name, text }) => `${name}: ${text}`);
  const save = (name: string, text: string) => saveSearch(ports, studio.actor, { name, text });
  return { ports, actor: studio.actor, addColleague, texts, save };
}

test("a search is kept under a name, replaced under the same, and forgotten", async () => {
  const { ports, actor, texts, save } = await open();
  await save("Best of Lin", "by:lin rating:>=4");
  await save("Autumn", "tag:autumn");
  const again = await save("Best of Lin", "by:lin rating:5");
  expect(await texts()).toEqual(["Autumn: tag:autumn", "Best of Lin: by:lin rating:5"]);
  if (!again.ok) throw new Error(again.error.code);
  expect(await removeSearch(ports, actor, again.value.id)).toEqual({ ok: true, value: null });
  expect(await texts()).toEqual(["Autumn: tag:autumn"]);
});

test("nobody else sees it or takes it away", async () => {
  const { ports, addColleague, texts, save } = await open();
  const saved = await save("Mine", "by:me");
  const strangers = [await addColleague("Lin Yao"), (await open()).actor];
  for (const stranger of strangers) {
    expect(await texts(stranger)).toEqual([]);
    expect(await removeSearch(ports, stranger, saved.ok ? saved.value.id : "")).toEqual({
      ok: false,
      error: { code: "not_found" },
    });
  }
  expect(await texts()).toEqual(["Mine: by:me"]);
});

test("there is an end to how many are kept", async () => {
  const { save } = await open();
  for (let count = 0; count < SAVED_SEARCHES_MAX; count += 1) await save(`Search ${count}`, "a");
  expect(await save("One more", "a")).toEqual({ ok: false, error: { code: "too_many" } });
  expect(await save("Search 7", "b")).toMatchObject({ ok: true });
});

test.each([
  ["without a name", { name: " ", text: "by:lin" }],
  ["without a search", { name: "Nothing", text: " " }],
  ["with a name that is too long", { name: "a".repeat(61), text: "by:lin" }],
])("a search %s is refused", (_, search) => {
  expect(saveSearchSchema.safeParse(search).success).toBe(false);
});
