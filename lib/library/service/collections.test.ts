import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { removeCollection } from "@/lib/collection/service/collections";
import { openTestCollections } from "@/lib/collection/service/test-collections";
import { markPictures } from "@/lib/library/service/marks";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
const open = () => openTestCollections(database);

test("a search finds what a collection has by its name, the beginning of it and its id, and what it has not", async () => {
  const { make, add, ids, facets, days, addPicture } = await open();
  const [bottle, cup, shoe] = [
    await addPicture("a bottle", "2026-11-20T10:00:00Z"),
    await addPicture("a cup", "2026-11-20T11:00:00Z"),
    await addPicture("a shoe", "2026-11-20T12:00:00Z"),
  ];
  const hero = await make("Hero shots");
  await add(hero, [bottle, cup]);
  const pack = await make("Packshots");
  await add(pack, [shoe]);
  for (const text of ['collection:"Hero shots"', "collection:hero", "подборка:HERO"])
    expect(await ids(text), text).toEqual([cup, bottle]);
  expect(await ids(`collection:${hero}`)).toEqual([cup, bottle]);
  expect(await ids("collection:hero cup")).toEqual([cup]);
  expect(await ids("-collection:hero")).toEqual([shoe]);
  expect(await ids("collection:hero collection:packshots")).toHaveLength(3);
  expect(await days("collection:nobody")).toMatchObject({
    total: 3,
    problems: [{ token: "collection:nobody", code: "unknown_value" }],
  });
  expect((await facets("cup")).collection).toMatchObject([
    { value: "Hero shots", label: "Hero shots", count: 1, chosenBy: [] },
  ]);
  expect((await facets("collection:hero")).collection).toContainEqual({
    ...{ value: "Packshots", label: "Packshots", count: 1, isAtLeast: false, chosenBy: [] },
  });
});

test("what is taken out, and a collection that is deleted, is not found", async () => {
  const { ports, actor, make, add, ids, days, facets, addPicture } = await open();
  const bottle = await addPicture("a bottle");
  const hero = await make("Hero shots");
  await add(hero, [bottle]);
  expect(await ids("collection:hero")).toEqual([bottle]);
  await removeCollection(ports, actor, hero);
  expect(await days("collection:hero")).toMatchObject({ problems: [{ code: "unknown_value" }] });
  expect((await facets("")).collection).toEqual([]);
});

test("a live one has whatever its search finds now, and more words narrow it", async () => {
  const { make, ids, addPicture } = await open();
  const bottle = await addPicture("an amber bottle", "2026-11-20T10:00:00Z");
  await addPicture("a cup");
  const live = await make("Bottles", "bottle");
  expect(await ids(`collection:${live}`)).toEqual([bottle]);
  const late = await addPicture("a green bottle", "2026-11-20T11:00:00Z");
  expect(await ids(`collection:${live}`)).toEqual([late, bottle]);
  expect(await ids(`collection:${live} amber`)).toEqual([bottle]);
  expect(await ids(`-collection:${live}`)).toHaveLength(1);
});

test("live ones are among the counts as the others are, and what is chosen says what it has", async () => {
  const { make, add, ids, facets, days, addRun, addPicture } = await open();
  const { ids: bottles } = await addRun("a bottle", 3);
  const cup = await addPicture("a cup");
  const hero = await make("Hero shots");
  await add(hero, [cup]);
  await make("Bottles", "bottle");
  await make("Square", "ratio:1:1");
  await make("Shoes", "shoe");
  const row = (value: string, count: number, chosenBy: string[] = []) => ({
    ...{ value, label: value, count, isAtLeast: false, chosenBy },
  });
  const [square, all] = [row("Square", 4), row("Bottles", 3)];
  expect((await facets("")).collection).toEqual([square, all, row("Hero shots", 1)]);
  expect((await facets("cup")).collection).toEqual([row("Hero shots", 1), row("Square", 1)]);
  const chosen = await facets("collection:bottles");
  expect(chosen.collection).toContainEqual(row("Bottles", 3, ["bottles"]));
  expect(chosen.collection).toContainEqual(row("Hero shots", 1));
  expect((await days("collection:bottles")).total).toBe(3);
  expect([...(await ids("collection:bottles"))].sort()).toEqual([...bottles].sort());
  const theirs = await open();
  await theirs.addPicture("a bottle");
  expect((await theirs.facets("")).collection).toEqual([]);
});

test("a live one is the same for everybody: its words mean what they mean to its maker", async () => {
  const { ports, actor, make, ids, addPicture, addColleague } = await open();
  const bottle = await addPicture("a bottle");
  await addPicture("a cup");
  await markPictures(ports, actor, [{ imageIds: [bottle], verdict: "pick" }]);
  const live = await make("My picks", "by:me mark:picked");
  const colleague = await addColleague("Lin Yao");
  expect(await ids("by:me", colleague)).toEqual([]);
  expect(await ids(`collection:${live}`, colleague)).toEqual([bottle]);
});

test("collections can be made of collections, and one that leads back to itself has nothing", async () => {
  const { make, add, ids, addPicture } = await open();
  const [bottle, cup] = [await addPicture("a bottle"), await addPicture("a cup")];
  const hero = await make("Hero shots");
  await add(hero, [bottle, cup]);
  const live = await make("Hero cups", "collection:hero cup");
  expect(await ids(`collection:${live}`)).toEqual([cup]);
  const ring = await make("Ring", 'collection:"Ring of rings"');
  await make("Ring of rings", "collection:ring");
  expect(await ids(`collection:${ring}`)).toEqual([]);
});

test("another team's collections mean nothing here", async () => {
  const theirs = await open();
  const id = await theirs.make("Hero shots");
  await theirs.add(id, [await theirs.addPicture("a bottle")]);
  const { days, addPicture, facets } = await open();
  await addPicture("a cup");
  for (const text of ["collection:hero", `collection:${id}`])
    expect(await days(text)).toMatchObject({ total: 1, problems: [{ code: "unknown_value" }] });
  expect((await facets("")).collection).toEqual([]);
});
