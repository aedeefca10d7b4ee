import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { binPictures, restorePictures } from "@/lib/library/service/change";
import { markPictures } from "@/lib/library/service/marks";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
const openLibrary = () => openTestLibrary(database);

test("days come newest first with exact counts, and so do the pictures of a day", async () => {
  const { addPicture, days, ids } = await openLibrary();
  const old = await addPicture("a bottle", "2026-10-02T12:00:00Z");
  const early = await addPicture("a cup", "2026-11-20T08:00:00Z");
  const late = await addPicture("a shoe", "2026-11-20T09:00:00Z");
  expect(await days()).toMatchObject({
    total: 3,
    days: [
      { day: "2026-11-20", count: 2 },
      { day: "2026-10-02", count: 1 },
    ],
  });
  expect(await ids()).toEqual([late, early, old]);
});

test.each([
  ["stones", "wet stone at dawn"],
  ["bottl", "a bottle"],
  ["камнях", "флакон на мокром камне"],
  ['"wet stone"', "a bottle on wet stone"],
  ["lin", "a cup\n// ask Lin"],
])("%s finds a prompt that says: %s", async (text, prompt) => {
  const { addPicture, ids } = await openLibrary();
  const wanted = await addPicture(prompt);
  await addPicture("nothing of the kind");
  expect(await ids(text)).toEqual([wanted]);
  expect(await ids(`-${text}`)).not.toContain(wanted);
});

test("a picture is found by its code, its person, its project and what it was made with", async () => {
  const { studio, addPicture, find, ids } = await openLibrary();
  const id = await addPicture("a bottle");
  const [picture] = await find();
  if (!picture) throw new Error("not found");
  const { code, aspectRatio, authorName } = picture;
  for (const text of [
    code.split("/")[0] ?? "",
    `by:"${authorName}"`,
    "by:me",
    `ratio:${aspectRatio}`,
    "model:gemini",
  ])
    expect(await ids(text), text).toEqual([id]);
  for (const text of ["ratio:21:9", "-by:me", "until:2020", "kit:aqua"])
    expect(await ids(text), text).toEqual([]);
  const project = await database.prisma.project.findFirstOrThrow({
    where: { teamId: studio.teamId },
  });
  expect(await ids(`project:${project.code.toLowerCase()}`)).toEqual([id]);
});

test("a name that nobody has is told and counts as absent", async () => {
  const { addPicture, days } = await openLibrary();
  await addPicture("a bottle");
  expect(await days("bottle by:nobody")).toMatchObject({
    total: 1,
    problems: [{ token: "by:nobody", code: "unknown_value" }],
  });
});

test("D06: what is in the bin is in no list and no count until it is restored", async () => {
  const { studio, ports, addPicture, days, ids, facets } = await openLibrary();
  const [one, two] = [await addPicture("a bottle"), await addPicture("a cup")];
  const binned = await binPictures(ports, studio.actor, [one]);
  expect(binned).toEqual({ ok: true, value: { changedIds: [one] } });
  expect(await ids()).toEqual([two]);
  expect(await days()).toMatchObject({ total: 1 });
  expect((await facets()).person).toMatchObject([{ count: 1 }]);
  // Twice is once.
  await binPictures(ports, studio.actor, [one, one]);
  await restorePictures(ports, studio.actor, [one]);
  await restorePictures(ports, studio.actor, [one]);
  expect(await days()).toMatchObject({ total: 2 });
});

test("a reviewer puts nothing into the bin and takes nothing out", async () => {
  const { studio, ports, addPicture, days } = await openLibrary();
  const one = await addPicture("a bottle");
  const refused = { ok: false, error: { code: "not_allowed" } };
  expect(await binPictures(ports, reviewer(studio.actor), [one])).toEqual(refused);
  expect(await restorePictures(ports, reviewer(studio.actor), [one])).toEqual(refused);
  expect(await days()).toMatchObject({ total: 1 });
});

test("of another team nothing is in a list, a count or a facet, and nothing of it can be changed", async () => {
  const { addPicture, find } = await openLibrary();
  const theirs = await addPicture("a bottle");
  const other = await openLibrary();
  expect(await other.days("bottle")).toMatchObject({ total: 0, days: [] });
  expect(await other.ids()).toEqual([]);
  expect(Object.values(await other.facets()).flat()).toEqual([]);
  expect(await other.days("botle")).toMatchObject({ total: 0, corrected: [] });
  const { ports, studio } = other;
  const nothing = { ok: true, value: { changedIds: [] } };
  expect(
    await markPictures(ports, studio.actor, [{ imageIds: [theirs], verdict: "reject" }]),
  ).toEqual({ ok: true, value: { before: [] } });
  expect(await binPictures(ports, studio.actor, [theirs])).toEqual(nothing);
  expect(await find()).toMatchObject([{ imageId: theirs, verdict: null }]);
});

test("a slip of the finger finds what was meant, and says so", async () => {
  const { addPicture, days, facets } = await openLibrary();
  await addPicture("a bottle on wet stone");
  await addPicture("флакон на камне");
  expect(await days("botle -lantern")).toMatchObject({
    total: 1,
    text: "bottle -lantern",
    corrected: [{ typed: "botle", meant: "bottle" }],
  });
  expect(await days("флокон")).toMatchObject({ total: 1, text: "флакон" });
  expect((await facets("botle")).status).toMatchObject([{ value: "unmarked", count: 1 }]);
  expect(await days("zebra")).toMatchObject({ total: 0, text: "zebra", corrected: [] });
  // What somebody has written is what was meant, even where nothing has all of it.
  expect(await days("bottle флакон")).toMatchObject({ total: 0, corrected: [] });
});

test("of a search that finds nothing the part that costs most is named", async () => {
  const { addPicture, days } = await openLibrary();
  await addPicture("a bottle");
  await addPicture("a bottle");
  await addPicture("a cup");
  expect((await days("bottle cup")).relief).toEqual({ part: "cup", rest: "bottle", total: 2 });
  expect((await days("bottle status:picked")).relief).toEqual({
    part: "status:picked",
    rest: "bottle",
    total: 2,
  });
  expect((await days("zebra")).relief).toBeNull();
  expect((await days("bottle")).relief).toBeNull();
});

test("what a search asks for stays among the facets though it leaves nothing", async () => {
  const { addPicture, find, facets } = await openLibrary();
  await addPicture("a bottle");
  const [picture] = await find();
  const name = picture?.authorName ?? "";
  const part = name.slice(0, 3).toLowerCase();
  expect(await facets(`zebra by:${part} -by:me ratio:21:9 status:picked`)).toMatchObject({
    person: [{ value: name, count: 0, chosenBy: [part] }],
    ratio: [{ value: "21:9", count: 0, chosenBy: ["21:9"] }],
    status: [{ value: "picked", count: 0, chosenBy: ["picked"] }],
    project: [],
  });
  expect((await facets("by:me")).person).toMatchObject([{ count: 1, chosenBy: ["me"] }]);
});
