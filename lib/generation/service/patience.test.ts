import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { typicalTime } from "@/lib/generation/service/typical-time";

// How long a picture takes is learned from pictures like it.

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** 21 finished pictures: one took `fromSeconds`, each of the others a second more. */
async function addHistory(s: Studio, fromSeconds = 20, asked = {}) {
  const submittedAt = s.ports.clock.now();
  for (const press of [0, 7, 14]) {
    const { variants } = await s.created({ ...asked, variantCount: 7 });
    for (const { id, number } of variants) {
      const tookMs = (fromSeconds + press + number - 1) * 1_000;
      const endedAt = new Date(submittedAt.getTime() + tookMs);
      const data = { status: "succeeded", submittedAt, endedAt } as const;
      await database.prisma.variant.update({ where: { id }, data });
    }
  }
}

const referencesOf = async (s: Studio, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => ({
      referenceImageId: (await s.addReference()).id,
      name: "stone",
    })),
  );

const NOTHING = { typicalMs: null, slowAfterMs: null, lateAfterMs: 120_000 };

test("a team without history is told nothing, and late is two minutes", async () => {
  const s = await createTestStudio(database);
  expect(await s.created()).toMatchObject(NOTHING);
});

test("median, P90 and P95 of like pictures are those of the new one", async () => {
  const s = await createTestStudio(database);
  await addHistory(s);
  expect(await s.created()).toMatchObject({
    typicalMs: 30_000,
    slowAfterMs: 38_000,
    lateAfterMs: 39_000,
  });
});

test("pictures with as many references teach more than others of the model", async () => {
  const s = await createTestStudio(database);
  const references = await referencesOf(s, 4);
  await addHistory(s);
  await addHistory(s, 50, { references });
  expect(await s.created({ references })).toMatchObject({ typicalMs: 60_000 });
  // No band of its own yet: all 42 count.
  expect(await s.created({ references: references.slice(0, 2) })).toMatchObject({
    typicalMs: 45_000,
  });
});

test("the composer is told before the press what the generation will say", async () => {
  const s = await createTestStudio(database);
  const { model, resolution } = await s.created();
  const asked = { model, resolution, referenceCount: 0 };
  expect(await typicalTime(s.ports, s.actor, asked)).toBeNull();
  await addHistory(s);
  expect(await typicalTime(s.ports, s.actor, asked)).toBe((await s.created()).typicalMs);
  const stranger = await createTestStudio(database);
  expect(await typicalTime(stranger.ports, stranger.actor, asked)).toBeNull();
});

test("another resolution, another team and the sandbox teach nothing", async () => {
  const [mine, theirs] = [await createTestStudio(database), await createTestStudio(database)];
  const model = "gemini-3-pro-image-preview";
  await addHistory(theirs, 20, { model, resolution: "2K" });
  await addHistory(mine, 20, { model, resolution: "1K" });
  expect(await mine.created({ model, resolution: "2K" })).toMatchObject(NOTHING);
  await database.prisma.gatewayKey.update({
    where: { id: mine.key.id },
    data: { source: "sandbox" },
  });
  expect(await mine.created({ model, resolution: "1K" })).toMatchObject(NOTHING);
});
