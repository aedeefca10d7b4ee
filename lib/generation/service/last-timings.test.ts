import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Made = { took: number; endedMinutesAgo: number };

/** A studio in which so many like pictures were made. */
async function studioWith(made: readonly Made[]) {
  const studio = await createTestStudio(database);
  const { id } = await studio.created();
  const { id: _, ...first } = await database.prisma.variant.findFirstOrThrow({
    where: { generationId: id },
    omit: { resultUrls: true },
  });
  const now = Date.parse("2026-11-26T12:00:00Z");
  await database.prisma.variant.createMany({
    data: made.map(({ took, endedMinutesAgo }, index) => {
      const endedAt = new Date(now - endedMinutesAgo * 60_000);
      const submittedAt = new Date(endedAt.getTime() - took);
      const number = index + 100;
      return {
        ...first,
        ...{ id: studio.ports.clock.newId(), number, cell: number, status: "succeeded" as const },
        ...{ submittedAt, endedAt },
      };
    }),
  });
  const generation = await database.prisma.generation.findUniqueOrThrow({ where: { id } });
  const timings = () =>
    studio.ports.generations.timings(studio.actor, {
      gatewaySource: "environment",
      model: generation.model,
      resolution: generation.resolution as "1K",
      references: null,
    });
  return { studio, timings };
}

const pictures = (count: number, took: number, endedMinutesAgo: number): Made[] =>
  Array.from({ length: count }, (_, index) => ({ took, endedMinutesAgo: endedMinutesAgo + index }));

test("an estimate comes from the last 200 like pictures; what is older counts no more", async () => {
  const { timings } = await studioWith([
    ...pictures(200, 20_000, 0),
    ...pictures(150, 90_000, 1_000),
  ]);
  expect(await timings()).toEqual({ count: 200, p50Ms: 20_000, p90Ms: 20_000, p95Ms: 20_000 });
});

test("with fewer, all of them count", async () => {
  const { timings } = await studioWith([...pictures(150, 20_000, 0), ...pictures(49, 90_000, 500)]);
  expect(await timings()).toMatchObject({ count: 199, p50Ms: 20_000, p90Ms: 90_000 });
});
