import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { presentMarks } from "@/lib/library/presenter";
import { generationMarksSchema } from "@/lib/library/schema";
import { listMarks, markPictures, rejectOthers } from "@/lib/library/service/marks";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";
import type { Actor } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openLibrary() {
  const library = await openTestLibrary(database);
  const { ports, studio } = library;
  const marks = async (generationId: string, actor: Actor = studio.actor) =>
    generationMarksSchema.parse(presentMarks(await listMarks(ports, actor, [generationId]))).marks;
  return { ...library, marks };
}

test("a mark is a person's own, and the others see that somebody picked it", async () => {
  const { studio, ports, addPicture, addColleague, find, ids, facets } = await openLibrary();
  const [one, two] = [await addPicture("a bottle"), await addPicture("a cup")];
  const lin = await addColleague("Lin Yao");
  await markPictures(ports, studio.actor, [{ imageIds: [one], verdict: "pick", stars: 4 }]);
  await markPictures(ports, reviewer(lin), [{ imageIds: [two], verdict: "reject" }]);
  expect(await ids("status:picked")).toEqual([one]);
  expect(await ids("status:picked", lin)).toEqual([one]);
  expect((await find("status:picked"))[0]).toMatchObject({
    ...{ verdict: "pick", stars: 4, isPickedByOthers: false, othersStars: 0 },
  });
  expect((await find("status:picked", lin))[0]).toMatchObject({
    ...{ verdict: null, stars: 0, isPickedByOthers: true, othersStars: 4 },
  });
  expect((await facets()).status).toMatchObject([
    { value: "picked", count: 1 },
    { value: "rejected", count: 1 },
  ]);
  // Stars alone leave the verdict, and the other way round.
  await markPictures(ports, studio.actor, [{ imageIds: [one], stars: 2 }]);
  expect((await find("status:picked"))[0]).toMatchObject({ verdict: "pick", stars: 2 });
  await markPictures(ports, studio.actor, [{ imageIds: [one], verdict: null }]);
  expect(await ids("status:unmarked")).toEqual([one]);
  expect((await find("status:unmarked"))[0]).toMatchObject({ verdict: null, stars: 2 });
});

test("one finds by one's own marks, and by the stars of anybody", async () => {
  const { studio, ports, addPicture, addColleague, ids, facets } = await openLibrary();
  const lin = await addColleague("Lin Yao");
  const mine = await addPicture("a bottle");
  const theirs = await addPicture("a cup");
  const nobodys = await addPicture("a shoe");
  await markPictures(ports, studio.actor, [{ imageIds: [mine], verdict: "pick" }]);
  await markPictures(ports, lin, [{ imageIds: [theirs], verdict: "reject", stars: 3 }]);
  expect(await ids("mark:picked")).toEqual([mine]);
  expect(await ids("mark:unmarked")).toEqual([nobodys, theirs]);
  expect(await ids("-mark:unmarked")).toEqual([mine]);
  expect(await ids("mark:rejected mark:picked", lin)).toEqual([theirs]);
  expect(await ids("has:stars")).toEqual([theirs]);
  expect(await ids("-has:stars")).toEqual([nobodys, mine]);
  expect((await facets()).mark).toMatchObject([
    { value: "picked", count: 1 },
    { value: "unmarked", count: 2 },
  ]);
  expect((await facets("rating:>=3")).rating).toMatchObject(
    [3, 2, 1].map((stars) => ({
      ...{ value: `>=${stars}`, label: `>=${stars}`, count: 1 },
      chosenBy: stars === 3 ? [">=3"] : [],
    })),
  );
  expect((await facets("bottle rating:>=5")).rating).toMatchObject([{ value: ">=5", count: 0 }]);
});

test("the others of a run are rejected at once, but for those that one has picked", async () => {
  const { studio, ports, addRun, addPicture, marks } = await openLibrary();
  const { generationId, ids } = await addRun("a bottle", 4);
  const [best = "", kept = "", out = "", rest = ""] = ids;
  const elsewhere = await addPicture("a cup");
  await markPictures(ports, studio.actor, [
    { imageIds: [kept], verdict: "pick" },
    { imageIds: [out], verdict: "reject", stars: 2 },
  ]);
  const done = await rejectOthers(ports, studio.actor, best);
  expect(done).toEqual({
    ok: true,
    value: {
      before: [
        { imageId: best, verdict: null, stars: 0 },
        { imageId: rest, verdict: null, stars: 0 },
      ],
    },
  });
  expect((await marks(generationId)).map(({ verdict }) => verdict)).toEqual(
    [best, kept, out, rest].map((id) => (id === best || id === kept ? "pick" : "reject")),
  );
  // What was before comes back in one step.
  const changes = [{ imageIds: [best, rest], verdict: null, stars: 0 }];
  await markPictures(ports, studio.actor, changes);
  expect((await marks(generationId)).map(({ verdict }) => verdict)).toEqual([
    ...[null, "pick", "reject", null],
  ]);
  expect(elsewhere).not.toBe("");
});

test("who picked a picture is told by name, and one's own pick is not among them", async () => {
  const { studio, ports, addRun, addColleague, marks } = await openLibrary();
  const { generationId, ids } = await addRun("a bottle", 1);
  const lin = await addColleague("Lin Yao");
  for (const actor of [studio.actor, lin])
    await markPictures(ports, actor, [{ imageIds: ids, verdict: "pick", stars: 5 }]);
  expect(await marks(generationId)).toEqual([
    { imageId: ids[0], verdict: "pick", stars: 5, pickedBy: ["Lin Yao"], othersStars: 5 },
  ]);
});

test("another team has no marks here, and makes none", async () => {
  const { addRun, marks, find } = await openLibrary();
  const { generationId, ids } = await addRun("a bottle", 2);
  const [theirs = ""] = ids;
  const other = await openLibrary();
  const { ports, studio } = other;
  expect(await other.marks(generationId)).toEqual([]);
  expect(await rejectOthers(ports, studio.actor, theirs)).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
  const changes = [{ imageIds: ids, verdict: "reject" as const }];
  expect(await markPictures(ports, studio.actor, changes)).toEqual({
    ok: true,
    value: { before: [] },
  });
  expect((await marks(generationId)).every(({ verdict }) => verdict === null)).toBe(true);
  expect((await find()).every(({ isPickedByOthers }) => !isPickedByOthers)).toBe(true);
});
