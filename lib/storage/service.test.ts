import { afterAll, beforeAll, expect, test } from "vitest";
import { createDraftRepository } from "@/lib/adapters/prisma/draft-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { erasePictures } from "@/lib/bin/service";
import { draftSchema } from "@/lib/draft/schema";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { blobKey, cleanCopyKey, derivativeKey } from "@/lib/ports/object-storage";
import type { Actor, Role } from "@/lib/shared/actor";
import { presentStorage } from "@/lib/storage/presenter";
import { storageViewSchema } from "@/lib/storage/schema";
import { checkStorage, readStorage } from "@/lib/storage/service";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let count = 0;
const newSha = () => {
  count += 1;
  return count.toString(16).padStart(64, "0");
};

/** Every file of the test's storage has one byte. */
async function openStorage(role: Role = "admin") {
  const studio = await createTestStudio(database, { role });
  const { ports, actor, files } = studio;
  const put = async (...keys: string[]) => {
    for (const key of keys) await ports.storage.putFile(key, "");
  };
  async function addPicture(change: { sha256?: string; erasedAt?: Date } = {}) {
    const { sha256 = newSha() } = change;
    const generation = await studio.created();
    const { id: variantId } = await studio.variant(generation.id);
    await database.prisma.variant.update({
      where: { id: variantId },
      data: { status: "succeeded" },
    });
    const id = ports.clock.newId();
    await database.prisma.image.create({
      data: {
        ...{ id, variantId, teamId: studio.teamId, mime: "image/png", sha256, sizeBytes: 1 },
        ...{ width: 8, height: 8, requestedWidth: 8, requestedHeight: 8 },
        ...{ storageKey: blobKey(sha256), createdAt: ports.clock.now(), ...change },
      },
    });
    await put(blobKey(sha256), derivativeKey(sha256, 320), derivativeKey(sha256, 640));
    return { id, sha256 };
  }
  const bin = (id: string) =>
    database.prisma.libraryEntry.update({
      where: { imageId: id },
      data: { deletedAt: ports.clock.now() },
    });
  async function addReference(change: object = {}) {
    const { id } = await studio.addReference();
    const sha256 = newSha();
    await database.prisma.referenceImage.update({ where: { id }, data: { sha256, ...change } });
    await put(blobKey(sha256), derivativeKey(sha256, 320), cleanCopyKey(sha256));
    return { id, sha256 };
  }
  /** Given long ago. */
  const addOldReference = () =>
    addReference({ givenAt: new Date(ports.clock.now().getTime() - 25 * 60 * 60_000) });
  const keysOf = (sha256: string) => [...files.keys].filter((key) => key.includes(sha256));
  const read = async () => {
    const found = await readStorage(ports, actor);
    if (!found.ok) throw new Error(found.error.code);
    return storageViewSchema.parse(presentStorage(found.value));
  };
  const check = async (kind: "look" | "free") => {
    await checkStorage(ports, actor, { kind });
    await studio.runFor(1_000);
    return read();
  };
  return {
    studio,
    ports,
    actor,
    put,
    addPicture,
    bin,
    addReference,
    addOldReference,
    keysOf,
    read,
    check,
    keys: files.keys,
  };
}

test("a look tells by project and by kind what every file is for", async () => {
  const s = await openStorage();
  await s.addPicture();
  await s.addPicture();
  await s.bin((await s.addPicture()).id);
  await s.addReference();
  expect(await s.read()).toEqual({ underWay: null, look: null, free: null });
  const { look, underWay } = await s.check("look");
  expect(underWay).toBeNull();
  expect(look?.share).toEqual({
    projects: [
      {
        ...{ projectId: s.studio.projectId, name: "Autumn KV", code: "AK", pictureCount: 2 },
        pictures: { originals: 2, previews: 4 },
        binned: { originals: 1, previews: 2 },
        erased: { originals: 0, previews: 0 },
      },
    ],
    referenceCount: 1,
    references: { originals: 1, previews: 2 },
    releasedCount: 0,
    unusedReferences: { count: 0, sizeBytes: 0 },
  });
  expect(look?.unused).toEqual({ count: 0, sizeBytes: 0 });
});

test("a file that nothing speaks of is shown first and freed only then, and what is used or held stays", async () => {
  const s = await openStorage();
  const { sha256 } = await s.addPicture();
  const [orphan, held] = [newSha(), newSha()];
  await s.put(blobKey(orphan), derivativeKey(orphan, 320), blobKey(held));
  const hold = await s.ports.blobs.hold(held);
  const { look } = await s.check("look");
  expect(look?.unused).toEqual({ count: 2, sizeBytes: 2 });
  expect(s.keys.has(blobKey(orphan))).toBe(true);

  const { free } = await s.check("free");
  expect(free).toMatchObject({ freed: { count: 2, sizeBytes: 2 }, releasedCount: 0 });
  expect([...s.keys].filter((key) => key.includes(orphan))).toEqual([]);
  expect(s.keys.has(blobKey(held))).toBe(true);
  expect([...s.keys].filter((key) => key.includes(sha256))).toHaveLength(3);
  await hold.release();
  expect((await s.check("free")).free).toMatchObject({ freed: { count: 1 } });
  expect(
    await database.prisma.auditEvent.count({
      where: { teamId: s.studio.teamId, action: "storage_freed" },
    }),
  ).toBe(2);
});

test("a deleted picture that others went on from is kept until nothing does, and then freed", async () => {
  const s = await openStorage();
  const { id, sha256 } = await s.addPicture();
  const child = await s.studio.created({ prompt: "darker" });
  const goOnFrom = (parentImageId: string | null) =>
    database.prisma.generation.update({ where: { id: child.id }, data: { parentImageId } });
  await goOnFrom(id);
  await s.bin(id);
  await erasePictures(s.ports, s.actor, { imageIds: [id] });
  const kept = await s.check("look");
  expect(kept.look?.share).toMatchObject({
    projects: [{ erased: { originals: 1, previews: 2 } }],
    releasedCount: 0,
  });
  await s.check("free");
  expect([...s.keys].filter((key) => key.includes(sha256))).toHaveLength(3);

  await goOnFrom(null);
  expect((await s.check("look")).look?.share.releasedCount).toBe(1);
  expect((await s.check("free")).free).toMatchObject({
    ...{ releasedCount: 1, freed: { count: 3, sizeBytes: 3 } },
  });
  expect([...s.keys].filter((key) => key.includes(sha256))).toEqual([]);
});

test("a reference image that nothing uses is shown with its bytes and freed, and what is used or new stays", async () => {
  const s = await openStorage();
  const [unused, sent, inDraft, marked, shared] = [
    await s.addOldReference(),
    await s.addOldReference(),
    await s.addOldReference(),
    await s.addOldReference(),
    await s.addOldReference(),
  ];
  const fresh = await s.addReference({ givenAt: s.ports.clock.now() });
  const { id: generationId } = await s.studio.created({ prompt: "with a stone" });
  await database.prisma.generationReference.create({
    data: { generationId, slot: 1, referenceImageId: sent.id, name: "stone" },
  });
  const content = {
    references: [{ referenceImageId: inDraft.id }],
    staged: { markedId: marked.id },
  };
  await database.prisma.draft.create({
    data: { userId: s.actor.userId, teamId: s.studio.teamId, content, changedAt: 1 },
  });
  // A picture has the same bytes: they are not freed with the reference.
  await s.addPicture({ sha256: shared.sha256 });
  const theirs = await openStorage();
  const foreign = await theirs.addOldReference();

  const { look } = await s.check("look");
  expect(look?.share.unusedReferences).toEqual({ count: 2, sizeBytes: 3 });
  expect(s.keysOf(unused.sha256)).toHaveLength(3);
  const { free } = await s.check("free");
  expect(free).toMatchObject({ referenceCount: 2, freed: { count: 3, sizeBytes: 3 } });
  expect(s.keysOf(unused.sha256)).toEqual([]);
  for (const { sha256 } of [sent, inDraft, marked, shared, fresh])
    expect(s.keysOf(sha256), sha256).not.toEqual([]);
  const left = await database.prisma.referenceImage.findMany({
    where: { teamId: s.studio.teamId },
    select: { id: true },
  });
  expect(left.map(({ id }) => id).sort()).toEqual(
    [sent, inDraft, marked, fresh].map(({ id }) => id).sort(),
  );
  expect(theirs.keysOf(foreign.sha256)).toHaveLength(3);
  expect(await database.prisma.referenceImage.count({ where: { id: foreign.id } })).toBe(1);
  expect((await s.check("look")).look?.share.unusedReferences).toEqual({ count: 0, sizeBytes: 0 });
});

test("what was just taken out of a draft, or is given again, is not freed: it may be put back", async () => {
  const s = await openStorage();
  const { id } = await s.addOldReference();
  const drafts = createDraftRepository(database.prisma);
  const draft = (references: string[], changedAt: number) =>
    draftSchema.parse({
      ...{
        prompt: "",
        model: "m",
        aspectRatio: "1:1",
        resolution: "1K",
        variantCount: 1,
        changedAt,
      },
      references: references.map((referenceImageId) => ({
        ...{ referenceImageId, name: "stone", role: null, isEnabled: true },
      })),
    });
  const save = (references: string[], changedAt: number) =>
    drafts.save(s.actor.userId, s.studio.teamId, draft(references, changedAt));
  const givenAt = async () =>
    (await database.prisma.referenceImage.findUniqueOrThrow({ where: { id } })).givenAt;
  const before = await givenAt();
  await save([id], 1);
  await save([id], 2);
  expect(await givenAt()).toEqual(before);
  await save([], 3);
  expect((await givenAt()).getTime()).toBeGreaterThan(before.getTime());
});

test("of another team nothing is told and nothing is freed", async () => {
  const theirs = await openStorage();
  const { id, sha256 } = await theirs.addPicture({ erasedAt: new Date() });
  const mine = await openStorage();
  await theirs.check("look");
  await theirs.check("free");
  // That picture had nothing that goes on from it: its own team's clean-up frees it.
  expect(await database.prisma.image.count({ where: { id } })).toBe(0);
  const other = await theirs.addPicture({ erasedAt: new Date() });
  const { look } = await mine.check("look");
  expect(look?.share).toMatchObject({ projects: [], releasedCount: 0 });
  expect((await mine.check("free")).free).toMatchObject({ releasedCount: 0 });
  expect(await database.prisma.image.count({ where: { id: other.id } })).toBe(1);
  expect([...theirs.keys].some((key) => key.includes(sha256))).toBe(false);
});

test.each(["designer", "reviewer"] as const)(
  "a %s sees nothing of it and frees nothing",
  async (role) => {
    const s = await openStorage();
    const actor = { ...s.actor, role } as Actor;
    const refused = { ok: false, error: { code: "not_allowed" } };
    expect(await readStorage(s.ports, actor)).toEqual(refused);
    expect(await checkStorage(s.ports, actor, { kind: "look" })).toEqual(refused);
    expect(await checkStorage(s.ports, actor, { kind: "free" })).toEqual(refused);
  },
);

test("a look that is under way is not begun a second time", async () => {
  const s = await openStorage();
  for (let press = 0; press < 3; press += 1) await checkStorage(s.ports, s.actor, { kind: "look" });
  expect((await s.read()).underWay).toBe("look");
  expect(await database.prisma.storageCheck.count({ where: { teamId: s.studio.teamId } })).toBe(1);
});
