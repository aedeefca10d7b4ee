import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { tagPicturesSchema } from "@/lib/library/schema";
import { movePictures, tagPictures } from "@/lib/library/service/arrange";
import { binPictures } from "@/lib/library/service/change";
import { listIds } from "@/lib/library/service/search";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openLibrary() {
  const library = await openTestLibrary(database);
  const { ports, studio } = library;
  const tag = (imageIds: string[], name: string, { isOn = true, actor = studio.actor } = {}) =>
    tagPictures(ports, actor, { imageIds, tag: name, isOn });
  const move = (imageIds: string[], projectId: string, actor = studio.actor) =>
    movePictures(ports, actor, { imageIds, projectId });
  const addProject = async (name: string, code: string) => {
    const id = ports.clock.newId();
    await database.prisma.project.create({ data: { id, teamId: studio.teamId, name, code } });
    return id;
  };
  return { ...library, tag, move, addProject };
}

test("a tag is put on, found as a token and as a word, and taken off", async () => {
  const { addPicture, ids, facets, days, tag } = await openLibrary();
  const one = await addPicture("a bottle");
  const two = await addPicture("a cup of spring water");
  const three = await addPicture("a shoe");
  expect(await tag([one, three], "Spring Set")).toEqual({
    ok: true,
    value: { changedIds: [one, three], missingCount: 0 },
  });
  // Small letters are the same tag, and twice is once.
  expect(await tag([three, two], "spring set")).toMatchObject({ value: { changedIds: [two] } });
  expect(await ids('tag:"Spring set"')).toEqual([three, two, one]);
  expect(await ids("tag:spr")).toEqual([three, two, one]);
  expect(await ids("-tag:spring")).toEqual([]);
  expect(await ids("spring bottle")).toEqual([one]);
  expect(await ids("-spring")).toEqual([]);
  expect(await ids("has:tags")).toHaveLength(3);
  expect((await facets("tag:spring")).tag).toMatchObject([
    { value: "Spring Set", label: "Spring Set", count: 3, chosenBy: ["spring"] },
  ]);
  expect(await days("sprng")).toMatchObject({ text: "spring" });
  await tag([one, two], "Spring Set", { isOn: false });
  expect(await ids("tag:spring")).toEqual([three]);
  expect(await tag([three], "SPRING SET", { isOn: false })).toMatchObject({
    value: { changedIds: [three] },
  });
  // Nothing has it any more.
  expect((await facets()).tag).toEqual([]);
  expect(await days("tag:spring")).toMatchObject({ problems: [{ code: "unknown_value" }] });
});

test.each([
  ["nothing", " "],
  ["two lines", "a\nb"],
  ["quotation marks", 'a "b"'],
  ["too many letters", "a".repeat(41)],
])("a tag of %s is refused", (_, name) => {
  const input = { imageIds: ["01J00000000000000000000000"], tag: name, isOn: true };
  expect(tagPicturesSchema.safeParse(input).success).toBe(false);
});

test("pictures move to another project and back, and the counts go with them", async () => {
  const { studio, addRun, ids, days, facets, move, addProject } = await openLibrary();
  const { ids: pictures } = await addRun("a bottle", 3);
  const [one = "", two = ""] = pictures;
  const home = studio.projectId;
  const other = await addProject("Shoes", "SH");
  expect(await move([one, two], other)).toEqual({
    ok: true,
    value: {
      before: expect.arrayContaining([
        { imageId: one, projectId: home },
        { imageId: two, projectId: home },
      ]),
      missingCount: 0,
    },
  });
  expect(await ids("project:SH")).toHaveLength(2);
  expect(await days("project:AK")).toMatchObject({ total: 1 });
  expect((await facets()).project).toMatchObject([
    { value: "SH", count: 2 },
    { value: "AK", count: 1 },
  ]);
  expect(await move([one, two], other)).toMatchObject({ value: { before: [], missingCount: 0 } });
  await move([one, two], home);
  expect(await days("project:AK")).toMatchObject({ total: 3 });
});

test("D07: what is in the bin meanwhile is left as it was, and told", async () => {
  const { studio, ports, addPicture, tag, move, addProject } = await openLibrary();
  const [one, gone] = [await addPicture("a bottle"), await addPicture("a cup")];
  await binPictures(ports, studio.actor, [gone]);
  const changed = { changedIds: [one], missingCount: 1 };
  expect(await tag([one, gone], "spring")).toEqual({ ok: true, value: changed });
  expect(await move([one, gone], await addProject("Shoes", "SH"))).toMatchObject({
    value: { before: [{ imageId: one }], missingCount: 1 },
  });
});

test("a reviewer neither tags nor moves", async () => {
  const { studio, addPicture, ids, tag, move } = await openLibrary();
  const one = await addPicture("a bottle");
  const refused = { ok: false, error: { code: "not_allowed" } };
  expect(await tag([one], "spring", { actor: reviewer(studio.actor) })).toEqual(refused);
  expect(await move([one], studio.projectId, reviewer(studio.actor))).toEqual(refused);
  expect(await ids("has:tags")).toEqual([]);
});

test("another team's pictures, tags and projects are out of reach", async () => {
  const theirs = await openLibrary();
  const picture = await theirs.addPicture("a bottle");
  await theirs.tag([picture], "secret");
  const { studio, addPicture, ids, facets, tag, move } = await openLibrary();
  const own = await addPicture("a cup");
  expect(await tag([picture], "spring")).toEqual({
    ok: true,
    value: { changedIds: [], missingCount: 1 },
  });
  expect(await tag([picture], "secret", { isOn: false })).toMatchObject({
    value: { changedIds: [] },
  });
  expect(await move([picture], studio.projectId)).toMatchObject({
    value: { before: [], missingCount: 1 },
  });
  expect(await move([own], theirs.studio.projectId)).toEqual({
    ok: false,
    error: { code: "project_not_found" },
  });
  expect(await ids("secret")).toEqual([]);
  expect((await facets()).tag).toEqual([]);
  expect(await theirs.ids("tag:secret")).toEqual([picture]);
});

test("ids come in the order of the list, as far as they are asked for", async () => {
  const { studio, ports, addPicture, ids } = await openLibrary();
  for (const hour of ["08", "09", "10"]) await addPicture("a bottle", `2026-11-20T${hour}:00:00Z`);
  const place = { from: "2026-11-01", to: "2026-11-30", asOf: new Date("2100-01-01") };
  const all = await ids();
  const read = (part: { offset: number; limit: number }, actor = studio.actor) =>
    listIds(ports, actor, { text: "bottle", isStacked: false, ...place, ...part });
  expect(await read({ offset: 0, limit: 10 })).toEqual(all);
  expect(await read({ offset: 1, limit: 1 })).toEqual(all.slice(1, 2));
  const stranger = (await openLibrary()).studio.actor;
  expect(await read({ offset: 0, limit: 10 }, stranger)).toEqual([]);
});
