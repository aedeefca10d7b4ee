import { afterAll, beforeAll, expect, test } from "vitest";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { NOTHING_ERASED } from "@/lib/bin/policy";
import {
  emptyBin,
  erasePictures,
  listBin,
  planErasure,
  readBinTotal,
  removeBlobs,
  restoreFromBin,
} from "@/lib/bin/service";
import { binPictures } from "@/lib/library/service/change";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";
import { blobKey, cleanCopyKey, derivativeKey } from "@/lib/ports/object-storage";
import { addReferenceImage, stageImage } from "@/lib/reference-image/service";
import { type Actor, type Role, readerOf } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const DAY_MS = 24 * 60 * 60 * 1000;
const as = (actor: Actor, role: Role) => ({ ...actor, role }) as Actor;

/** A library whose pictures have bytes, in a storage that can be looked into. */
async function openBin() {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const ports = { ...studio.ports, library: createLibraryRepository(database.prisma) };
  const { keys } = studio.files;
  const admin = as(studio.actor, "admin");

  const end = (ids: string[], change: object = {}) =>
    database.prisma.variant.updateMany({
      where: { image: { id: { in: ids } } },
      data: { status: "succeeded", endedAt: new Date(), ...change },
    });
  const shaOf = async (id: string) =>
    (await database.prisma.image.findUniqueOrThrow({ where: { id } })).sha256;
  /** Its original, its previews and a clean copy, as far as they are there. */
  const filesOf = (sha256: string) =>
    [
      blobKey(sha256),
      derivativeKey(sha256, 320),
      derivativeKey(sha256, 1600),
      cleanCopyKey(sha256),
    ].filter((key) => keys.has(key)).length;
  async function put(sha256: string) {
    for (const key of [blobKey(sha256), derivativeKey(sha256, 320), derivativeKey(sha256, 1600)])
      await ports.storage.putFile(key, "");
  }
  /** A finished picture of 1,000 bytes with its files, in the bin unless told. */
  async function add(prompt = "a bottle", { isBinned = true } = {}) {
    const id = await library.addPicture(prompt);
    await end([id]);
    const sha256 = await shaOf(id);
    await database.prisma.image.update({
      where: { id },
      data: { sizeBytes: 1_000, storageKey: blobKey(sha256) },
    });
    await put(sha256);
    if (isBinned) await binPictures(ports, studio.actor, [id]);
    return { id, sha256 };
  }
  const erase = async (...imageIds: string[]) => {
    const erased = await erasePictures(ports, admin, { imageIds });
    if (!erased.ok) throw new Error(erased.error.code);
    return erased.value;
  };
  const plan = (...imageIds: string[]) => planErasure(ports, admin, { imageIds });
  const remove = () => removeBlobs(ports);
  const binned = async () => {
    const listed = await listBin(ports, studio.actor, null);
    return listed.ok ? listed.value.pictures.map(({ imageId }) => imageId) : [];
  };
  const events = () =>
    database.prisma.auditEvent.findMany({
      where: { teamId: studio.teamId },
      orderBy: { id: "asc" },
    });
  const rows = (id: string) => database.prisma.image.findUnique({ where: { id } });
  return {
    ...{ library, studio, ports, keys, admin, add, end, erase, plan, remove, binned, events, rows },
    ...{ filesOf, put, shaOf },
  };
}

test("the bin lists what is in it, latest first, page by page, with who put it there", async () => {
  const bin = await openBin();
  const first = await bin.add("a bottle");
  await bin.studio.ports.clock.advance(1_000);
  const second = await bin.add("a cup");
  await bin.add("a shoe", { isBinned: false });
  const listed = await listBin(bin.ports, bin.studio.actor, null);
  expect(listed).toMatchObject({
    ok: true,
    value: {
      pictures: [
        { imageId: second.id, promptAsTyped: "a cup", binnedByName: "Designer", sizeBytes: 1_000 },
        { imageId: first.id },
      ],
      next: null,
      total: { count: 2, sizeBytes: 2_000 },
    },
  });
  const [top] = listed.ok ? listed.value.pictures : [];
  if (!top) throw new Error("empty");
  expect(await listBin(bin.ports, bin.studio.actor, top)).toMatchObject({
    value: { pictures: [{ imageId: first.id }] },
  });
  expect(await readBinTotal(bin.ports, bin.studio.actor)).toMatchObject({ value: { count: 2 } });
});

test("one, many and all come back to where they were", async () => {
  const bin = await openBin();
  const pictures = [await bin.add(), await bin.add(), await bin.add()];
  const ids = pictures.map(({ id }) => id);
  const [one = ""] = ids;
  expect(await restoreFromBin(bin.ports, bin.studio.actor, { imageIds: [one, one] })).toEqual({
    ok: true,
    value: { changedIds: [one] },
  });
  const until = bin.ports.clock.now().toISOString();
  await bin.studio.ports.clock.advance(5_000);
  const later = await bin.add("later");
  expect(await restoreFromBin(bin.ports, bin.studio.actor, { until })).toMatchObject({
    value: { changedIds: ids.slice(1).sort() },
  });
  expect(await bin.binned()).toEqual([later.id]);
  expect((await bin.library.ids()).sort()).toEqual([...ids].sort());
});

test("deleted for good a picture is gone with its marks, its files go with it, and the log says who did it", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  expect(await bin.plan(id)).toEqual({
    ok: true,
    value: { ...NOTHING_ERASED, count: 1, freedCount: 1, freedBytes: 1_000 },
  });
  expect(await bin.binned()).toEqual([id]);
  expect(await bin.erase(id)).toMatchObject({ count: 1, freedCount: 1, freedBytes: 1_000 });
  expect(await bin.rows(id)).toBeNull();
  expect(await bin.binned()).toEqual([]);
  // The rows go first.
  expect(bin.filesOf(sha256)).toBe(3);
  await bin.studio.runFor(1_000);
  expect(bin.filesOf(sha256)).toBe(0);
  expect(await database.prisma.blobRemoval.findMany({ where: { sha256 } })).toEqual([]);
  expect(await bin.events()).toMatchObject([
    {
      action: "pictures_erased",
      personId: bin.studio.actor.userId,
      detail: { pictures: [{ imageId: id, sha256, sizeBytes: 1_000, fate: "freed" }] },
    },
  ]);
  // Nothing of it is left to be erased again.
  expect(await bin.erase(id)).toEqual(NOTHING_ERASED);
  expect(await bin.events()).toHaveLength(1);
});

test("what was written into the audit log is neither changed nor taken out", async () => {
  const bin = await openBin();
  await bin.erase((await bin.add()).id);
  const [event] = await bin.events();
  const where = { id: event?.id ?? "" };
  await expect(database.prisma.auditEvent.delete({ where })).rejects.toThrow(/append-only/);
  await expect(
    database.prisma.auditEvent.update({ where, data: { personId: null } }),
  ).rejects.toThrow(/append-only/);
});

test("what is not in the bin is not deleted", async () => {
  const bin = await openBin();
  const { id } = await bin.add("a bottle", { isBinned: false });
  expect(await bin.erase(id)).toEqual(NOTHING_ERASED);
  expect(await bin.rows(id)).not.toBeNull();
});

test("a picture that another has the same bytes as leaves them to it, whoever's it is", async () => {
  const bin = await openBin();
  const other = await openBin();
  const mine = await bin.add();
  const theirs = await other.add("theirs", { isBinned: false });
  await database.prisma.image.update({ where: { id: theirs.id }, data: { sha256: mine.sha256 } });
  expect(await bin.erase(mine.id)).toMatchObject({ count: 1, freedCount: 0, kept: { twin: 1 } });
  await bin.remove();
  expect(bin.filesOf(mine.sha256)).toBe(3);

  // The last one takes them along.
  await binPictures(other.ports, other.studio.actor, [theirs.id]);
  expect(await other.erase(theirs.id)).toMatchObject({ freedCount: 1 });
  await bin.remove();
  expect(bin.filesOf(mine.sha256)).toBe(0);
});

test("two pictures of the same bytes that are deleted together free them once", async () => {
  const bin = await openBin();
  const [one, two] = [await bin.add(), await bin.add()];
  await database.prisma.image.update({ where: { id: two.id }, data: { sha256: one.sha256 } });
  expect(await bin.erase(one.id, two.id)).toMatchObject({
    ...{ count: 2, freedCount: 2, freedBytes: 1_000 },
  });
  await bin.remove();
  expect(bin.filesOf(one.sha256)).toBe(0);
});

test("a picture that was used as a reference leaves its bytes to the reference, in a tray as in a generation", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  const staged = await stageImage(bin.ports, bin.studio.actor, id);
  if (!staged.ok) throw new Error(staged.error.code);
  const reference = staged.value.id;
  expect(await bin.erase(id)).toMatchObject({ count: 1, freedCount: 0, kept: { referenced: 1 } });
  await bin.remove();
  expect(bin.filesOf(sha256)).toBe(3);
  const [kept] = await bin.ports.referenceImages.findManyInTeam(readerOf(bin.studio.actor), [
    reference,
  ]);
  expect(kept).toMatchObject({ id: reference, sha256, sourceImageId: null });
  // And it can still be sent.
  const made = await bin.studio.create({
    references: [{ referenceImageId: reference, name: "bottle" }],
  });
  expect(made.ok).toBe(true);
});

test("a marked copy of a picture is a file of its own, which stays when the picture goes", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  const copy = { path: "/copy", sha256: "c".repeat(64), sizeBytes: 5, fileName: "marked.png" };
  const added = await addReferenceImage(bin.ports, bin.studio.actor, copy);
  expect(added.ok).toBe(true);
  expect(await bin.erase(id)).toMatchObject({ freedCount: 1 });
  await bin.remove();
  expect(bin.filesOf(sha256)).toBe(0);
  expect(bin.keys.has(blobKey(copy.sha256))).toBe(true);
});

test("a picture that others go on from leaves the library and stays in their lineage", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  const child = await bin.studio.created({ prompt: "darker" });
  await database.prisma.generation.update({
    where: { id: child.id },
    data: { parentImageId: id, parentSlot: 1, verb: "continue" },
  });
  expect(await bin.erase(id)).toMatchObject({ count: 1, freedCount: 0, kept: { goes_on: 1 } });
  await bin.remove();
  expect(bin.filesOf(sha256)).toBe(3);
  expect(await bin.binned()).toEqual([]);
  expect(await bin.library.ids()).toEqual([]);
  expect(await bin.rows(id)).toMatchObject({ erasedAt: expect.any(Date) });
  const found = await bin.ports.generations.findInTeam(bin.studio.actor, child.id);
  expect(found?.parent).toMatchObject({ imageId: id });
});

test("a picture that somebody's composer is about to go on from stays for it", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  const content = { staged: { imageId: id } };
  await database.prisma.draft.create({
    data: { userId: bin.studio.actor.userId, teamId: bin.studio.teamId, content, changedAt: 1 },
  });
  expect(await bin.erase(id)).toMatchObject({ freedCount: 0, kept: { staged: 1 } });
  await bin.remove();
  expect(bin.filesOf(sha256)).toBe(3);
});

test.each(["queued", "running", "saving", "unknown"] as const)(
  "while another picture of its generation is %s a picture stays in the bin",
  async (status) => {
    const bin = await openBin();
    const { ids } = await bin.library.addRun("two bottles", 2);
    const [done = "", open = ""] = ids;
    await bin.end([done]);
    await database.prisma.variant.updateMany({ where: { image: { id: open } }, data: { status } });
    await binPictures(bin.ports, bin.studio.actor, [done]);
    expect(await bin.plan(done)).toMatchObject({ value: { count: 0, underWayCount: 1 } });
    expect(await bin.erase(done)).toMatchObject({ count: 0, underWayCount: 1 });
    expect(await bin.binned()).toEqual([done]);
    await bin.end([open]);
    expect(await bin.erase(done)).toMatchObject({ count: 1 });
  },
);

test("while a further picture of its task is to be fetched a picture stays in the bin", async () => {
  const bin = await openBin();
  const { id } = await bin.add();
  await bin.end([id], { resultUrls: ["https://a.example/1", "https://a.example/2"] });
  expect(await bin.erase(id)).toMatchObject({ count: 0, underWayCount: 1 });
});

test.each(["designer", "reviewer"] as const)("a %s deletes nothing for good", async (role) => {
  const bin = await openBin();
  const { id } = await bin.add();
  const actor = as(bin.studio.actor, role);
  const refused = { ok: false, error: { code: "not_allowed" } };
  const until = bin.ports.clock.now().toISOString();
  for (const choice of [{ imageIds: [id] }, { until }]) {
    expect(await erasePictures(bin.ports, actor, choice)).toEqual(refused);
    expect(await planErasure(bin.ports, actor, choice)).toEqual(refused);
  }
  expect(await bin.binned()).toEqual([id]);
});

test("a reviewer neither sees the bin nor takes anything out of it", async () => {
  const bin = await openBin();
  const { id } = await bin.add();
  const actor = reviewer(bin.studio.actor);
  const refused = { ok: false, error: { code: "not_allowed" } };
  expect(await listBin(bin.ports, actor, null)).toEqual(refused);
  expect(await readBinTotal(bin.ports, actor)).toEqual(refused);
  expect(await restoreFromBin(bin.ports, actor, { imageIds: [id] })).toEqual(refused);
});

test("another team's bin is not there", async () => {
  const bin = await openBin();
  const { id, sha256 } = await bin.add();
  const other = await openBin();
  const until = new Date(bin.ports.clock.now().getTime() + DAY_MS).toISOString();
  for (const choice of [{ imageIds: [id] }, { until }]) {
    expect(await restoreFromBin(other.ports, other.admin, choice)).toMatchObject({
      value: { changedIds: [] },
    });
    expect(await planErasure(other.ports, other.admin, choice)).toMatchObject({
      value: NOTHING_ERASED,
    });
    expect(await erasePictures(other.ports, other.admin, choice)).toMatchObject({
      value: NOTHING_ERASED,
    });
  }
  expect(await other.binned()).toEqual([]);
  expect(await bin.binned()).toEqual([id]);
  await bin.remove();
  expect(bin.filesOf(sha256)).toBe(3);
});

test("every night what has had its thirty days goes by itself, and nothing younger", async () => {
  const bin = await openBin();
  const old = await bin.add("old");
  await bin.studio.ports.clock.advance(DAY_MS);
  const young = await bin.add("young");
  await bin.studio.ports.clock.advance(29 * DAY_MS);
  await emptyBin(bin.ports);
  await bin.remove();
  expect(await bin.binned()).toEqual([young.id]);
  expect([bin.filesOf(old.sha256), bin.filesOf(young.sha256)]).toEqual([0, 3]);
  expect(await bin.events()).toMatchObject([
    { personId: null, detail: { pictures: [{ imageId: old.id }] } },
  ]);
});

test("D15: a restore that comes while a picture is being deleted wins or loses whole", async () => {
  const bin = await openBin();
  for (let round = 0; round < 10; round += 1) {
    const { id, sha256 } = await bin.add();
    const [restored, erased] = await Promise.all([
      restoreFromBin(bin.ports, bin.studio.actor, { imageIds: [id] }),
      bin.erase(id),
    ]);
    await bin.remove();
    const isBack = restored.ok && restored.value.changedIds.length === 1;
    expect(erased.count).toBe(isBack ? 0 : 1);
    expect(bin.filesOf(sha256)).toBe(isBack ? 3 : 0);
    expect((await bin.library.ids()).includes(id)).toBe(isBack);
  }
});
