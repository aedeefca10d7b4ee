import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { COLLECTION_PAGE_SIZE } from "@/lib/collection/schema/facts";
import {
  addToCollection,
  listCollectionPictures,
  moveInCollection,
  putBackIntoCollection,
  takeFromCollection,
} from "@/lib/collection/service/pictures";
import { openTestCollections } from "@/lib/collection/service/test-collections";
import { binPictures, restorePictures } from "@/lib/library/service/change";
import { reviewer } from "@/lib/library/service/test-library";
import { wholeTeam } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A collection with that many pictures in it. */
async function openFilled(count: number) {
  const opened = await openTestCollections(database);
  const { ids } = await opened.addRun("a bottle", count);
  const id = await opened.make("Hero shots");
  await opened.add(id, ids);
  const take = (imageIds: string[]) =>
    takeFromCollection(opened.ports, opened.actor, { id, imageIds });
  const putBack = (imageIds: string[]) =>
    putBackIntoCollection(opened.ports, opened.actor, { id, imageIds });
  return { ...opened, id, pictures: ids, take, putBack };
}

const refused = (code: string) => ({ ok: false, error: { code } });
const pick = <T>(all: readonly T[], ...places: number[]) =>
  places.map((place) => all[place]).filter((it) => it !== undefined);

test("pictures come in at the end in the order given, and each of them once", async () => {
  const { id, pictures, addRun, add, order } = await openFilled(2);
  const { ids: more } = await addRun("a cup", 3);
  const [a = "", b = "", c = ""] = more;
  expect(await add(id, [c, pictures[0] ?? "", a, c, b])).toMatchObject({
    ok: true,
    value: { missingCount: 0 },
  });
  expect(await order(id)).toEqual([...pictures, c, a, b]);
});

test("what is in the bin or another team's stays out and is counted", async () => {
  const { ports, actor, id, pictures, add, order, addPicture } = await openFilled(1);
  const binned = await addPicture("a cup");
  await binPictures(ports, actor, [binned]);
  const foreign = await (await openFilled(1)).addPicture("a shoe");
  expect(await add(id, [binned, foreign])).toEqual({
    ok: true,
    value: { changedIds: [], missingCount: 2 },
  });
  await restorePictures(ports, actor, [binned]);
  expect(await order(id)).toEqual(pictures);
});

test("a picture goes before another, to the front and to the end", async () => {
  const { id, pictures, move, order } = await openFilled(4);
  const [a = "", b = "", c = "", d = ""] = pictures;
  await move(id, d, b);
  expect(await order(id)).toEqual([a, d, b, c]);
  await move(id, c, a);
  expect(await order(id)).toEqual([c, a, d, b]);
  await move(id, a, null);
  expect(await order(id)).toEqual([c, d, b, a]);
  // Before itself it stays where it is, in all that can be seen.
  expect(await move(id, a, a)).toMatchObject({ ok: true });
  expect(await order(id)).toEqual([c, d, b, a]);
});

test("places are counted anew when no room is left between two", async () => {
  const { id, pictures, move, order } = await openFilled(3);
  const [a = "", b = "", c = ""] = pictures;
  // Each time the room before the last one is halved.
  for (let turn = 0; turn < 60; turn += 1) {
    const [other, moved] = turn % 2 ? [a, b] : [b, a];
    await move(id, moved, c);
    expect(await order(id), `turn ${turn}`).toEqual([other, moved, c]);
  }
});

test("D15: of two who order at once nobody's picture is lost, and both see the same order", async () => {
  const { id, pictures, move, order } = await openFilled(8);
  const first = pictures[0] ?? "";
  await Promise.all(pictures.slice(2).map((imageId) => move(id, imageId, first)));
  const after = await order(id);
  expect([...after].sort()).toEqual([...pictures].sort());
  expect(after.slice(-2)).toEqual(pick(pictures, 0, 1));
  const places = await database.prisma.collectionImage.findMany({ where: { collectionId: id } });
  expect(new Set(places.map(({ place }) => place)).size).toBe(8);
});

test("two who add at once put nothing on the same place", async () => {
  const { id, pictures, addRun, add, order } = await openFilled(1);
  const runs = [await addRun("a cup", 3), await addRun("a shoe", 3)];
  await Promise.all(runs.map(({ ids }) => add(id, ids)));
  const places = await database.prisma.collectionImage.findMany({ where: { collectionId: id } });
  expect(new Set(places.map(({ place }) => place)).size).toBe(7);
  expect((await order(id)).slice(1).sort()).toEqual(runs.flatMap(({ ids }) => ids).sort());
  expect((await order(id))[0]).toBe(pictures[0]);
});

test("what is taken out comes back to its place, also when its neighbours have gone meanwhile", async () => {
  const { id, pictures, take, putBack, order, ids } = await openFilled(4);
  const [a = "", b = "", c = "", d = ""] = pictures;
  expect(await take([b, c])).toMatchObject({ ok: true, value: { changedIds: [b, c] } });
  expect(await order(id)).toEqual([a, d]);
  expect(await ids()).toHaveLength(4);
  expect(await take([b])).toEqual({ ok: true, value: { changedIds: [] } });
  await putBack([c]);
  expect(await order(id)).toEqual([a, c, d]);
  await putBack([b]);
  expect(await order(id)).toEqual([a, b, c, d]);
  // It was never out.
  expect(await putBack([a])).toEqual({ ok: true, value: { changedIds: [] } });
});

test("what was taken out and is added again comes in at the end", async () => {
  const { id, pictures, take, add, order } = await openFilled(3);
  const [a = "", b = "", c = ""] = pictures;
  await take([a]);
  expect(await add(id, [a])).toMatchObject({ ok: true, value: { changedIds: [a] } });
  expect(await order(id)).toEqual([b, c, a]);
});

test("a picture in the bin is not among them, and is at its place again when it is taken out of the bin", async () => {
  const { ports, actor, id, pictures, order, move } = await openFilled(4);
  const [a = "", b = "", c = "", d = ""] = pictures;
  await binPictures(ports, actor, [b]);
  expect(await order(id)).toEqual([a, c, d]);
  await move(id, d, c);
  await restorePictures(ports, actor, [b]);
  expect((await order(id)).indexOf(b)).toBe(1);
  expect(await order(id)).toEqual([a, b, d, c]);
});

test("a long one is read page by page, also behind a picture that has been taken out", async () => {
  const { ports, actor, id, pictures, addPicture } = await openFilled(1);
  const like = pictures[0] ?? "";
  await database.prisma.$executeRaw`
    insert into variant select (jsonb_populate_record(v, jsonb_build_object(
      'id', lpad(n::text, 26, '0'), 'number', n + 1, 'cell', n + 1
    ))).* from variant v join image i on i.variant_id = v.id and i.id = ${like}
    cross join generate_series(1, 250) as n`;
  await database.prisma.$executeRaw`
    insert into image select (jsonb_populate_record(i, jsonb_build_object(
      'id', lpad(n::text, 26, '0'), 'variant_id', lpad(n::text, 26, '0')
    ))).* from image i join generate_series(1, 250) as n on i.id = ${like}`;
  const copies = Array.from({ length: 250 }, (_, index) => `${index + 1}`.padStart(26, "0"));
  await addToCollection(ports, actor, { id, imageIds: copies });
  const first = await listCollectionPictures(ports, actor, { id, after: null });
  expect(first.pictures).toHaveLength(COLLECTION_PAGE_SIZE);
  const last = first.next ?? "";
  await takeFromCollection(ports, actor, { id, imageIds: [last] });
  const second = await listCollectionPictures(ports, actor, { id, after: last });
  expect(second.next).toBeNull();
  const seen = [...first.pictures, ...second.pictures].map(({ imageId }) => imageId);
  expect(seen).toEqual([...pictures, ...copies]);
  const unknown = await addPicture("never put in");
  const from = await listCollectionPictures(ports, actor, { id, after: unknown });
  expect(from.pictures).toHaveLength(COLLECTION_PAGE_SIZE);
});

test("nothing is put into a live one, and nothing ordered in it", async () => {
  const { make, add, move, pictures } = await openFilled(1);
  const live = await make("Bottles", "bottle");
  expect(await add(live, pictures)).toEqual(refused("is_live"));
  expect(await move(live, pictures[0] ?? "", null)).toEqual(refused("is_live"));
});

test("a reviewer sees the order and changes nothing of it", async () => {
  const { ports, actor, id, pictures, order } = await openFilled(2);
  const guest = reviewer(actor);
  const asked = { id, imageIds: pictures };
  const [imageId = ""] = pictures;
  expect(await addToCollection(ports, guest, asked)).toEqual(refused("not_allowed"));
  expect(await takeFromCollection(ports, guest, asked)).toEqual(refused("not_allowed"));
  expect(await putBackIntoCollection(ports, guest, asked)).toEqual(refused("not_allowed"));
  const wish = { id, imageId, beforeImageId: null };
  expect(await moveInCollection(ports, guest, wish)).toEqual(refused("not_allowed"));
  expect(await order(id, guest)).toEqual(pictures);
});

test("another team reads nothing of it, puts nothing into it and takes nothing out", async () => {
  const { id, pictures, order, addRun } = await openFilled(2);
  const theirs = await openFilled(1);
  const { ports, actor } = theirs;
  const asked = { id, imageIds: [...pictures, ...theirs.pictures] };
  const [imageId = ""] = pictures;
  expect(await theirs.order(id)).toEqual([]);
  expect(await addToCollection(ports, actor, asked)).toEqual(refused("not_found"));
  expect(await takeFromCollection(ports, actor, asked)).toEqual(refused("not_found"));
  expect(await putBackIntoCollection(ports, actor, asked)).toEqual(refused("not_found"));
  const wish = { id, imageId, beforeImageId: null };
  expect(await moveInCollection(ports, actor, wish)).toEqual(refused("not_found"));
  expect(await order(id)).toEqual(pictures);
  // Nor without the service before it.
  const place = { ...wholeTeam(actor.teamId), id };
  const at = ports.clock.now();
  for (const verb of ["add", "take", "putBack"] as const)
    expect(await ports.collections[verb](place, pictures, at), verb).toBeNull();
  expect(await ports.collections.move(place, { imageId, beforeImageId: null, at })).toBe(false);
  expect(await order(id)).toEqual(pictures);
  // Nor does a picture of ours come into theirs.
  const { ids: ours } = await addRun("a cup", 1);
  const own = { id: theirs.id, imageIds: ours };
  expect(await addToCollection(ports, actor, own)).toEqual({
    ok: true,
    value: { changedIds: [], missingCount: 1 },
  });
  expect(await theirs.order(theirs.id)).toEqual(theirs.pictures);
});
