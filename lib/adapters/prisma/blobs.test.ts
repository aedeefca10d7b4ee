import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBlobs } from "@/lib/adapters/prisma/blobs";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { erasePictures, removeBlobs } from "@/lib/bin/service";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { binPictures } from "@/lib/library/service/change";
import { blobKey } from "@/lib/ports/object-storage";
import { addReferenceImage } from "@/lib/reference-image/service";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "maquette-blobs-"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A studio over real files. */
async function openStudio() {
  const storage = createDiskStorage({ root: folder, spoolLimitBytes: null });
  const studio = await createTestStudio(database, { role: "admin", storage });
  const ports = { ...studio.ports, library: createLibraryRepository(database.prisma) };

  async function newFile(bytes: Buffer) {
    const file = await storage.newSpoolPath();
    await writeFile(file, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { path: file, sha256, sizeBytes: bytes.length, fileName: "stone.png" };
  }
  const upload = async (bytes: Buffer) =>
    addReferenceImage(ports, studio.actor, await newFile(bytes));
  /** A finished picture of those bytes, in the bin. */
  async function addBinned(bytes: Buffer) {
    const file = await newFile(bytes);
    await storage.putFile(blobKey(file.sha256), file.path);
    const generation = await studio.created();
    const { id: variantId } = await studio.variant(generation.id);
    const id = ports.clock.newId();
    await database.prisma.variant.update({
      where: { id: variantId },
      data: { status: "succeeded" },
    });
    await database.prisma.image.create({
      data: {
        ...{ id, variantId, teamId: studio.teamId, mime: "image/png", sha256: file.sha256 },
        ...{ width: 8, height: 8, requestedWidth: 8, requestedHeight: 8, sizeBytes: 1 },
        ...{ storageKey: blobKey(file.sha256), createdAt: ports.clock.now() },
      },
    });
    await binPictures(ports, studio.actor, [id]);
    return { id, sha256: file.sha256 };
  }
  const erase = (id: string) => erasePictures(ports, studio.actor, { imageIds: [id] });
  const isStored = (sha256: string) => storage.has(blobKey(sha256));
  const isSpokenOf = async (sha256: string) =>
    (await database.prisma.referenceImage.count({ where: { sha256 } })) > 0;
  return { studio, ports, storage, upload, addBinned, erase, isStored, isSpokenOf };
}

test("an upload of the same bytes that comes while they are deleted never loses them", async () => {
  const { ports, upload, addBinned, erase, isStored, isSpokenOf } = await openStudio();
  for (let round = 0; round < 25; round += 1) {
    const bytes = randomBytes(64);
    const { id, sha256 } = await addBinned(bytes);
    await erase(id);
    const [added] = await Promise.all([upload(bytes), removeBlobs(ports)]);
    expect(added.ok).toBe(true);
    expect(await isSpokenOf(sha256)).toBe(true);
    expect(await isStored(sha256)).toBe(true);
  }
});

test("bytes that somebody has put away and not yet written of are held, and stay", async () => {
  const { ports, storage, addBinned, erase, isStored } = await openStudio();
  const { id, sha256 } = await addBinned(randomBytes(64));
  const hold = await ports.blobs.hold(sha256);
  await erase(id);
  expect(await ports.blobs.removeUnused(sha256, () => storage.delete(blobKey(sha256)))).toBe(
    "held",
  );
  expect(await isStored(sha256)).toBe(true);
  expect(await ports.blobs.listDue(1_000)).toContain(sha256);
  // Whoever held them gave up: the next look removes them.
  await hold.release();
  await removeBlobs(ports);
  expect(await isStored(sha256)).toBe(false);
  expect(await ports.blobs.listDue(1_000)).not.toContain(sha256);
});

test("whoever died with bytes in hand holds them for a day", async () => {
  const { studio, ports, storage, addBinned, erase } = await openStudio();
  const { id, sha256 } = await addBinned(randomBytes(64));
  await ports.blobs.hold(sha256);
  await erase(id);
  const remove = () => ports.blobs.removeUnused(sha256, () => storage.delete(blobKey(sha256)));
  studio.ports.clock.advance(23 * 60 * 60 * 1000);
  expect(await remove()).toBe("held");
  studio.ports.clock.advance(61 * 60 * 1000);
  expect(await remove()).toBe("removed");
});

test("nobody begins to use bytes while they are being removed", async () => {
  const { ports, storage, upload, addBinned, erase, isStored, isSpokenOf } = await openStudio();
  const bytes = randomBytes(64);
  const { id, sha256 } = await addBinned(bytes);
  await erase(id);
  const [isRemoving, mayRemove] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const removing = ports.blobs.removeUnused(sha256, async () => {
    isRemoving.resolve();
    await mayRemove.promise;
    await storage.delete(blobKey(sha256));
  });
  await isRemoving.promise;
  let isUploaded = false;
  const uploading = upload(bytes).then(() => {
    isUploaded = true;
  });
  // Of all the time that an upload takes, many times over, it still waits.
  for (let round = 0; round < 200; round += 1) await database.prisma.$queryRaw`select 1 as one`;
  const hasWaited = !isUploaded;
  mayRemove.resolve();
  expect(hasWaited).toBe(true);
  expect(await removing).toBe("removed");
  await uploading;
  expect(await isSpokenOf(sha256)).toBe(true);
  expect(await isStored(sha256)).toBe(true);
});

test("a storage that fails leaves the bytes due, and the next look removes them", async () => {
  const { ports, storage, addBinned, erase, isStored } = await openStudio();
  const { id, sha256 } = await addBinned(randomBytes(64));
  await erase(id);
  const broken = {
    ...storage,
    delete: async () => {
      throw new Error("the disk is away");
    },
  };
  await expect(removeBlobs({ ...ports, storage: broken })).rejects.toThrow("the disk is away");
  expect(await isStored(sha256)).toBe(true);
  await removeBlobs(ports);
  expect(await isStored(sha256)).toBe(false);
});

test("a hold of one team's upload is a hold for all", async () => {
  const { ports, storage, addBinned, erase } = await openStudio();
  const { id, sha256 } = await addBinned(randomBytes(64));
  await erase(id);
  await createBlobs(database.prisma, ports.clock).hold(sha256);
  const outcome = await ports.blobs.removeUnused(sha256, () => storage.delete(blobKey(sha256)));
  expect(outcome).toBe("held");
});
