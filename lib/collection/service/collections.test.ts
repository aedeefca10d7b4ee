import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { presentCollection } from "@/lib/collection/presenter";
import {
  changeCollectionSchema,
  collectionSchema,
  createCollectionSchema,
} from "@/lib/collection/schema";
import { COLLECTIONS_MAX } from "@/lib/collection/schema/facts";
import {
  changeCollection,
  createCollection,
  findCollection,
  listCollections,
  removeCollection,
  restoreCollection,
} from "@/lib/collection/service/collections";
import { openTestCollections } from "@/lib/collection/service/test-collections";
import { binPictures, restorePictures } from "@/lib/library/service/change";
import { reviewer } from "@/lib/library/service/test-library";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function open() {
  const opened = await openTestCollections(database);
  const { ports, actor } = opened;
  const names = async (who = actor) =>
    (await listCollections(ports, who)).map(({ name }) => name).sort();
  const view = async (id: string) => {
    const record = await findCollection(ports, actor, id);
    return record && collectionSchema.parse(presentCollection(record));
  };
  const change = (id: string, what: object, who = actor) =>
    changeCollection(ports, who, changeCollectionSchema.parse({ id, ...what }));
  return { ...opened, names, view, change };
}

const refused = (code: string) => ({ ok: false, error: { code } });

test("a collection is made, renamed and described, and stands first when it was changed last", async () => {
  const { ports, actor, make, change, view } = await open();
  const hero = await make("Hero shots");
  ports.clock.advance(1_000);
  await make("Packshots");
  ports.clock.advance(1_000);
  expect(await change(hero, { name: "Heroes", description: "For the spring site" })).toMatchObject({
    ok: true,
    value: { name: "Heroes", description: "For the spring site" },
  });
  expect((await listCollections(ports, actor)).map(({ name }) => name)).toEqual([
    "Heroes",
    "Packshots",
  ]);
  expect(await view(hero)).toMatchObject({ search: null, imageCount: 0, coverImageId: null });
});

test("two of a team have different names, whatever their letters; another team may have the same", async () => {
  const { ports, actor, make, change, names } = await open();
  await make("Hero shots");
  const other = await make("Packshots");
  const again = { name: "HERO SHOTS", search: null };
  expect(await createCollection(ports, actor, again)).toEqual(refused("name_taken"));
  expect(await change(other, { name: "hero shots" })).toEqual(refused("name_taken"));
  expect(await names()).toEqual(["Hero shots", "Packshots"]);
  const theirs = await open();
  await theirs.make("Hero shots");
  expect(await theirs.names()).toEqual(["Hero shots"]);
});

test("one that is deleted leaves its pictures in the library, and comes back with them", async () => {
  const { ports, actor, make, add, order, ids, addPicture, names } = await open();
  const [one, two] = [await addPicture("a bottle"), await addPicture("a cup")];
  const id = await make("Hero shots");
  await add(id, [one, two]);
  expect(await removeCollection(ports, actor, id)).toEqual({ ok: true, value: null });
  expect(await names()).toEqual([]);
  expect(await order(id)).toEqual([]);
  expect(await ids()).toHaveLength(2);
  expect(await removeCollection(ports, actor, id)).toEqual(refused("not_found"));
  expect(await restoreCollection(ports, actor, id)).toEqual({ ok: true, value: null });
  expect(await order(id)).toEqual([one, two]);
  expect(await restoreCollection(ports, actor, id)).toEqual(refused("not_found"));
});

test("the name of one that is deleted is free, and it does not come back beside another of that name", async () => {
  const { ports, actor, make, names } = await open();
  const id = await make("Hero shots");
  await removeCollection(ports, actor, id);
  await make("hero shots");
  expect(await restoreCollection(ports, actor, id)).toEqual(refused("name_taken"));
  expect(await names()).toEqual(["hero shots"]);
});

test("the cover is the chosen picture while the collection has it, else the first", async () => {
  const { ports, actor, make, add, change, view, addPicture } = await open();
  const [one, two, stranger] = [
    await addPicture("a bottle"),
    await addPicture("a cup"),
    await addPicture("a shoe"),
  ];
  const id = await make("Hero shots");
  await add(id, [one, two]);
  expect(await view(id)).toMatchObject({ coverImageId: one, isCoverChosen: false, imageCount: 2 });
  await change(id, { coverImageId: two });
  expect(await view(id)).toMatchObject({ coverImageId: two, isCoverChosen: true });
  expect(await change(id, { coverImageId: stranger })).toEqual(refused("picture_not_found"));
  await binPictures(ports, actor, [two]);
  expect(await view(id)).toMatchObject({ coverImageId: one, isCoverChosen: false, imageCount: 1 });
  await restorePictures(ports, actor, [two]);
  expect(await view(id)).toMatchObject({ coverImageId: two, imageCount: 2 });
  await change(id, { coverImageId: null });
  expect(await view(id)).toMatchObject({ coverImageId: one, isCoverChosen: false });
});

test("a live one takes any picture of the team as its cover, and of no other team", async () => {
  const { make, change, view, addPicture } = await open();
  const one = await addPicture("a bottle");
  const id = await make("Bottles", "bottle");
  expect(await change(id, { coverImageId: one })).toMatchObject({ ok: true });
  expect(await view(id)).toMatchObject({ coverImageId: one, search: "bottle", imageCount: null });
  const foreign = await (await open()).addPicture("a bottle");
  expect(await change(id, { coverImageId: foreign })).toEqual(refused("picture_not_found"));
});

test("what a live one finds can be changed, and stays what its maker means", async () => {
  const { actor, make, change, view, ids, addPicture, addColleague } = await open();
  const bottle = await addPicture("a bottle");
  const cup = await addPicture("a cup");
  const id = await make("Glass", "bottle");
  expect(await ids("collection:glass")).toEqual([bottle]);
  const colleague = await addColleague("Lin Yao");
  expect(await change(id, { search: " by:me cup " }, colleague)).toMatchObject({ ok: true });
  expect(await view(id)).toMatchObject({ name: "Glass", search: "by:me cup" });
  expect(await ids("collection:glass")).toEqual([cup]);
  expect(await ids("collection:glass", colleague)).toEqual([cup]);
  const guest = { search: "bottle" };
  expect(await change(id, guest, reviewer(actor))).toEqual(refused("not_allowed"));
  expect(await (await open()).change(id, guest)).toEqual(refused("not_found"));
  expect(await view(id)).toMatchObject({ search: "by:me cup" });
});

test("one that was chosen by hand does not become live", async () => {
  const { make, add, change, view, addPicture } = await open();
  const id = await make("Hero shots");
  await add(id, [await addPicture("a bottle")]);
  expect(await change(id, { search: "cup" })).toEqual(refused("not_live"));
  expect(await view(id)).toMatchObject({ search: null, imageCount: 1 });
  expect(changeCollectionSchema.safeParse({ id, search: " \0" }).success).toBe(false);
});

test("a reviewer sees them and changes nothing", async () => {
  const { ports, actor, make, change, names } = await open();
  const id = await make("Hero shots");
  const guest = reviewer(actor);
  const made = { name: "Mine", search: null };
  expect(await createCollection(ports, guest, made)).toEqual(refused("not_allowed"));
  expect(await change(id, { name: "Mine" }, guest)).toEqual(refused("not_allowed"));
  expect(await removeCollection(ports, guest, id)).toEqual(refused("not_allowed"));
  expect(await restoreCollection(ports, guest, id)).toEqual(refused("not_allowed"));
  expect(await names(guest)).toEqual(["Hero shots"]);
});

test("to another team it does not exist", async () => {
  const { make, view } = await open();
  const id = await make("Hero shots");
  const theirs = await open();
  expect(await theirs.names()).toEqual([]);
  expect(await theirs.view(id)).toBeNull();
  expect(await theirs.change(id, { name: "Mine" })).toEqual(refused("not_found"));
  expect(await removeCollection(theirs.ports, theirs.actor, id)).toEqual(refused("not_found"));
  expect(await restoreCollection(theirs.ports, theirs.actor, id)).toEqual(refused("not_found"));
  expect(await view(id)).toMatchObject({ name: "Hero shots" });
});

test("there is an end to how many a team has", async () => {
  const { ports, actor } = await open();
  const { teamId, userId: madeById } = actor;
  const at = ports.clock.now();
  await database.prisma.collection.createMany({
    data: Array.from({ length: COLLECTIONS_MAX }, (_, count) => ({
      ...{ id: ports.clock.newId(), teamId, madeById, name: `No. ${count}`, key: `no. ${count}` },
      ...{ description: "", createdAt: at, changedAt: at },
    })),
  });
  const more = { name: "One more", search: null };
  expect(await createCollection(ports, actor, more)).toEqual(refused("too_many"));
});

test.each([
  ["without a name", { name: "  ", search: null }],
  ["with a quotation mark in its name", { name: 'the "best"', search: null }],
  ["with a name of two lines", { name: "the\nbest", search: null }],
  ["with a name that is too long", { name: "a".repeat(61), search: null }],
  ["that is live without a search", { name: "Best", search: " " }],
])("one %s is refused", (_, input) => {
  expect(createCollectionSchema.safeParse(input).success).toBe(false);
});
