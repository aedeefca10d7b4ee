import { afterAll, beforeAll, expect, test } from "vitest";
import { createImageRepository } from "@/lib/adapters/prisma/image-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { SIGNATURE_LENGTH } from "@/lib/image/schema/facts";
import { presentPicture } from "@/lib/library/presenter";
import { libraryPictureSchema } from "@/lib/library/schema";
import { binPictures } from "@/lib/library/service/change";
import { markPictures } from "@/lib/library/service/marks";
import { listChunk, listDays, listIds } from "@/lib/library/service/search";
import { listStack, putBack, setApart } from "@/lib/library/service/stacks";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** With that many ones at its beginning. */
const signature = (ones: number) => "1".repeat(ones).padEnd(SIGNATURE_LENGTH, "0");
const WHOLE = { from: "2000-01-01", to: "2100-01-01", asOf: new Date("2100-01-01"), offset: 0 };

async function openLibrary() {
  const library = await openTestLibrary(database);
  const { ports, studio, addRun } = library;
  const images = createImageRepository(database.prisma);
  const look = (id: string, ones: number) =>
    images.setDerived(id, {
      ...{ thumbhash: new Uint8Array([1]), looksEmpty: false },
      look: { colours: [], signature: signature(ones) },
    });
  /** A run of pictures that look so. */
  async function addLooks(prompt: string, looks: number[], at?: string) {
    const run = await addRun(prompt, looks.length, at);
    for (const [index, ones] of looks.entries()) await look(run.ids[index] ?? "", ones);
    return run;
  }
  /** What each tile shows, and how many lie under it. */
  async function tiles(text = "", actor = studio.actor) {
    const asked = { text, isStacked: true };
    const days = await listDays(ports, actor, asked);
    const pictures = await listChunk(ports, actor, { ...asked, ...WHOLE });
    expect(pictures).toHaveLength(days.total);
    const ids = await listIds(ports, actor, { ...asked, ...WHOLE, limit: 100 });
    expect(ids).toEqual(pictures.map(({ imageId }) => imageId));
    const sum = pictures.reduce((all, { stackCount }) => all + stackCount, 0);
    expect(days.pictureCount).toBe(sum);
    return pictures.map(({ imageId, stackCount }) => [imageId, stackCount]);
  }
  async function stack(imageId: string, text = "", actor = studio.actor) {
    const found = await listStack(ports, actor, { text, imageId });
    return found.map((each) => libraryPictureSchema.parse(presentPicture(each)).imageId);
  }
  const goesOnFrom = (generationId: string, parentImageId: string) =>
    database.prisma.generation.update({ where: { id: generationId }, data: { parentImageId } });
  return { ...library, look, addLooks, tiles, stack, goesOnFrom };
}

test("what looks alike in one run lies in a stack, with the newest on top", async () => {
  const { addLooks, tiles, stack, days } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 5, 60, 8]);
  const [one = "", two = "", other = "", four = ""] = ids;
  expect(await tiles()).toEqual([
    [four, 3],
    [other, 1],
  ]);
  expect(await stack(one)).toEqual([four, two, one]);
  expect(await stack(other)).toEqual([other]);
  // Without stacks each is a tile.
  expect(await days()).toMatchObject({ total: 4, pictureCount: 4 });
});

test("alike is eight bits of the first picture, so that a stack does not wander", async () => {
  const { addLooks, tiles } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 8, 9, 16]);
  expect(await tiles()).toEqual([
    [ids[3], 2],
    [ids[1], 2],
  ]);
});

test("pictures of another run lie apart, unless one went on from the other", async () => {
  const { addLooks, addRun, look, tiles, goesOnFrom } = await openLibrary();
  const first = await addLooks("a bottle", [0], "2026-11-01T12:00:00Z");
  const stranger = await addLooks("a bottle too", [0], "2026-11-02T12:00:00Z");
  const child = await addRun("the same, warmer", 1, "2026-11-03T12:00:00Z");
  await goesOnFrom(child.generationId, first.ids[0] ?? "");
  await look(child.ids[0] ?? "", 2);
  const grandchild = await addRun("warmer still", 1, "2026-12-04T12:00:00Z");
  await goesOnFrom(grandchild.generationId, child.ids[0] ?? "");
  await look(grandchild.ids[0] ?? "", 4);
  // The stack is where its newest picture is, though that is another month.
  expect(await tiles()).toEqual([
    [grandchild.ids[0], 3],
    [stranger.ids[0], 1],
  ]);
});

test("two of a run that are measured at the same time find each other", async () => {
  const { addRun, look, tiles } = await openLibrary();
  const { ids } = await addRun("a bottle", 6);
  await Promise.all(ids.map((id) => look(id, 3)));
  expect(await tiles()).toMatchObject([[expect.any(String), 6]]);
});

test("a search stacks what it finds, and nothing else", async () => {
  const { studio, ports, addLooks, tiles, stack } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 0, 0]);
  const [one = "", two = "", three = ""] = ids;
  await markPictures(ports, studio.actor, [{ imageIds: [three], verdict: "reject" }]);
  expect(await tiles("mark:unmarked")).toEqual([[two, 2]]);
  expect(await tiles("mark:rejected")).toEqual([[three, 1]]);
  expect(await stack(one, "mark:unmarked")).toEqual([two, one]);
  expect(await stack(one, "zebra")).toEqual([]);
  await binPictures(ports, studio.actor, [two]);
  expect(await tiles()).toEqual([[one, 2]]);
});

test("the cover is one's own pick, else the team's, and never what one has rejected", async () => {
  const { studio, ports, addLooks, addColleague, tiles, stack } = await openLibrary();
  const lin = await addColleague("Lin Yao");
  const { ids } = await addLooks("a bottle", [0, 0, 0]);
  const [one = "", two = "", three = ""] = ids;
  await markPictures(ports, studio.actor, [{ imageIds: [three], verdict: "reject" }]);
  expect(await tiles()).toEqual([[two, 3]]);
  await markPictures(ports, lin, [{ imageIds: [three], verdict: "pick" }]);
  expect(await tiles("", lin)).toEqual([[three, 3]]);
  expect(await tiles()).toEqual([[two, 3]]);
  await markPictures(ports, studio.actor, [{ imageIds: [one], verdict: "pick" }]);
  expect(await tiles()).toEqual([[one, 3]]);
  expect(await stack(two)).toEqual([one, two, three]);
  await markPictures(ports, studio.actor, [{ imageIds: [two], stars: 5 }]);
  expect(await tiles("mark:unmarked")).toEqual([[two, 1]]);
});

test("who is said not to be alike stays alone, whatever is measured later, and comes back", async () => {
  const { studio, ports, addLooks, addRun, look, tiles, goesOnFrom } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 1, 2]);
  const [one = "", two = "", three = ""] = ids;
  // The first, which the others were compared with.
  expect(await setApart(ports, studio.actor, one)).toEqual({ ok: true, value: { imageId: one } });
  const apart = [
    [three, 2],
    [one, 1],
  ];
  expect(await tiles()).toEqual(apart);
  for (const id of ids) await look(id, 0);
  expect(await tiles()).toEqual(apart);
  // What comes later joins those that were left, though it is like the other as well.
  const child = await addRun("warmer", 1, "2026-11-21T12:00:00Z");
  await goesOnFrom(child.generationId, one);
  await look(child.ids[0] ?? "", 0);
  expect(await tiles()).toEqual([
    [child.ids[0], 3],
    [one, 1],
  ]);
  // The one that it was set apart from leaves too: it comes back to the rest.
  await setApart(ports, studio.actor, two);
  expect(await putBack(ports, studio.actor, one)).toEqual({ ok: true, value: { imageId: one } });
  expect(await tiles()).toEqual([
    [child.ids[0], 3],
    [two, 1],
  ]);
  await putBack(ports, studio.actor, two);
  expect(await tiles()).toEqual([[child.ids[0], 4]]);
});

test("nothing is set apart that lies alone, and nothing put back that nobody has set apart", async () => {
  const { studio, ports, addLooks, addPicture } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 90]);
  const unmeasured = await addPicture("a cup");
  for (const id of [...ids, unmeasured, studio.ports.clock.newId()]) {
    expect(await setApart(ports, studio.actor, id)).toEqual({
      ...{ ok: false, error: { code: "not_stacked" } },
    });
    expect(await putBack(ports, studio.actor, id)).toEqual({
      ...{ ok: false, error: { code: "not_apart" } },
    });
  }
});

test("a reviewer marks, and does not say what is alike", async () => {
  const { studio, ports, addLooks, tiles } = await openLibrary();
  const { ids } = await addLooks("a bottle", [0, 0]);
  const [one = "", two = ""] = ids;
  const refused = { ok: false, error: { code: "not_allowed" } };
  expect(await setApart(ports, reviewer(studio.actor), one)).toEqual(refused);
  expect(await tiles()).toEqual([[two, 2]]);
  await setApart(ports, studio.actor, one);
  expect(await putBack(ports, reviewer(studio.actor), one)).toEqual(refused);
  await markPictures(ports, reviewer(studio.actor), [{ imageIds: [one], verdict: "pick" }]);
  expect(await tiles()).toEqual([
    [two, 1],
    [one, 1],
  ]);
});

test("another team neither sees a stack nor changes it", async () => {
  const theirs = await openLibrary();
  const { ids } = await theirs.addLooks("a bottle", [0, 0]);
  const [one = "", two = ""] = ids;
  const { studio, ports, stack, tiles } = await openLibrary();
  expect(await stack(one)).toEqual([]);
  expect(await tiles()).toEqual([]);
  expect(await setApart(ports, studio.actor, one)).toMatchObject({ ok: false });
  expect(await theirs.tiles()).toEqual([[two, 2]]);
  await setApart(theirs.ports, theirs.studio.actor, one);
  expect(await putBack(ports, studio.actor, one)).toMatchObject({ ok: false });
  expect(await theirs.tiles()).toHaveLength(2);
});
