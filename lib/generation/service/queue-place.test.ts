import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { cancelVariant } from "@/lib/generation/service/change";
import { listActive, readStatus } from "@/lib/generation/service/read";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { pauseByPerson, resumeByPerson } from "@/lib/sending/service/pause";
import type { Actor } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** One more person of the team, with as many variants in the queue. */
async function colleaguePresses(s: Studio, variantCount: number) {
  const userId = s.ports.clock.newId();
  await database.prisma.user.create({
    data: { id: userId, email: `${userId}@example.com`, name: "Colleague", passwordHash: "-" },
  });
  const made = await s.created({ variantCount });
  // Nobody else presses in the same moment.
  s.ports.clock.advance(1);
  const authored = { data: { authorId: userId } };
  await database.prisma.generation.update({ where: { id: made.id }, ...authored });
  await database.prisma.variant.updateMany({ where: { generationId: made.id }, ...authored });
  return made;
}

const placesOf = async (s: Studio, generationId: string, actor: Actor = s.actor) => {
  const { variants, aheadCounts } = await readStatus(s.ports, actor, [generationId]);
  return variants.map(({ id }) => aheadCounts[id]);
};

test("people take turns, so each waits behind as many of the others as of their own", async () => {
  const s = await createTestStudio(database);
  const theirs = await colleaguePresses(s, 4);
  const mine = await s.created({ variantCount: 2 });
  expect(await placesOf(s, theirs.id)).toEqual([0, 2, 4, 5]);
  expect(await placesOf(s, mine.id)).toEqual([1, 3]);
});

test("the place is the one in which the engine really sends", async () => {
  const s = await createTestStudio(database);
  const theirs = await colleaguePresses(s, 6);
  const mine = await s.created({ variantCount: 6 });
  const { aheadCounts } = await readStatus(s.ports, s.actor, [mine.id, theirs.id]);
  // Eight senders: exactly those with fewer than eight ahead get their turn now.
  await s.run({ name: "dispatch", id: s.key.account });
  const after = await readStatus(s.ports, s.actor, [mine.id, theirs.id]);
  const sent = after.variants.filter(({ turnAt }) => turnAt !== null).map(({ id }) => id);
  const first = Object.keys(aheadCounts).filter((id) => (aheadCounts[id] ?? 99) < 8);
  expect(sent.sort()).toEqual(first.sort());
  // What has its turn is in nobody's way any more.
  expect(Object.values(after.aheadCounts).sort()).toEqual([0, 1, 2, 3]);
});

test("a press can go before what its person has waiting, and before nobody else's", async () => {
  const s = await createTestStudio(database);
  const theirs = await colleaguePresses(s, 2);
  const mine = await s.created({ variantCount: 2 });
  const urgent = await s.created({ goesFirst: true });
  expect(await placesOf(s, theirs.id)).toEqual([0, 2]);
  expect(await placesOf(s, urgent.id)).toEqual([1]);
  expect(await placesOf(s, mine.id)).toEqual([3, 4]);
});

test("nothing is said while nothing goes out", async () => {
  const s = await createTestStudio(database);
  const { id } = await s.created({ variantCount: 3 });
  const admin = { ...s.actor, role: "admin" } as Actor;
  await pauseByPerson(s.ports, admin, "");
  expect(await placesOf(s, id)).toEqual([undefined, undefined, undefined]);
  await resumeByPerson(s.ports, admin);
  expect(await placesOf(s, id)).toEqual([0, 1, 2]);
  await s.ports.circuits.open({
    gatewayKeyId: s.key.id,
    group: "submit",
    code: "no_balance",
    nextProbeAt: s.ports.clock.now(),
    probeCount: 0,
    at: s.ports.clock.now(),
  });
  expect(await placesOf(s, id)).toEqual([undefined, undefined, undefined]);
  await s.ports.circuits.close(s.key.id, "submit");
});

test("what is under way is listed for its team, until it has ended", async () => {
  const s = await createTestStudio(database);
  const [first, second] = [await s.created(), await s.created({ variantCount: 2 })];
  const listed = async () => (await listActive(s.ports, s.actor)).map(({ id }) => id);
  expect(await listed()).toEqual([second.id, first.id]);
  for (const { id } of second.variants) await cancelVariant(s.ports, s.actor, id);
  expect(await listed()).toEqual([first.id]);
});

test("another team learns nothing of the queue but its own places", async () => {
  const [mine, theirs] = [await createTestStudio(database), await createTestStudio(database)];
  const { id } = await theirs.created({ variantCount: 2 });
  expect((await readStatus(mine.ports, mine.actor, [id])).aheadCounts).toEqual({});
  expect(await listActive(mine.ports, mine.actor)).toEqual([]);
});
