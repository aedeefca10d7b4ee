import { randomUUID } from "node:crypto";
import { rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { makeFolder, syncFolder, writeDurably } from "@/lib/cli/backup/files";
import { type BackupObject, OBJECTS, objectPath } from "@/lib/cli/backup/manifest";
import { knownObjects } from "@/lib/cli/backup/object-list";
import type { Snapshot } from "@/lib/ports/database-dump";
import {
  BLOB_FOLDERS,
  blobKey,
  KEPT_FOLDERS,
  type ObjectStorage,
  StorageError,
  type StoredObject,
  sha256OfKey,
} from "@/lib/ports/object-storage";

/** Copied at once. */
const AT_ONCE = 8;

type Storage = Pick<ObjectStorage, "list" | "send" | "walk">;
type Copy = { object: BackupObject; isNew: boolean };
export type CopiedObjects = {
  objects: BackupObject[];
  /** Keys that the storage has lost, or of other bytes than their names say. */
  missing: string[];
  /** Those that no earlier backup had. */
  addedCount: number;
  addedBytes: number;
};

/** Everything that the snapshot's rows speak of, and what was paid for and is shown nowhere. */
export async function copyObjects(
  storage: Storage,
  snapshot: Pick<Snapshot, "listBlobs">,
  folder: string,
): Promise<CopiedObjects> {
  const named = new Set((await snapshot.listBlobs()).map(({ sha256 }) => sha256));
  const copyOne = await createCopier(storage, folder);
  const copies: Copy[] = [];
  const missing: string[] = [];
  const found = new Set<string>();
  for await (const some of portionsOf(storage, named)) {
    for (const [index, copy] of (await Promise.all(some.map(copyOne))).entries())
      if (copy) copies.push(copy);
      else missing.push(some[index]?.key ?? "");
    for (const { key } of some) found.add(key);
  }
  for (const sha256 of named) if (!found.has(blobKey(sha256))) missing.push(blobKey(sha256));
  const added = copies.filter(({ isNew }) => isNew);
  return {
    objects: copies.map(({ object }) => object),
    missing,
    addedCount: added.length,
    addedBytes: added.reduce((sum, { object }) => sum + object.sizeBytes, 0),
  };
}

async function* portionsOf(storage: Storage, named: ReadonlySet<string>) {
  for await (const page of pagesOf(storage, named))
    for (let at = 0; at < page.length; at += AT_ONCE) yield page.slice(at, at + AT_ONCE);
}

async function* pagesOf(storage: Storage, named: ReadonlySet<string>) {
  for (const folder of BLOB_FOLDERS)
    for await (const page of storage.walk(folder))
      yield page.filter(({ key }) => named.has(sha256OfKey(key) ?? ""));
  for (const folder of KEPT_FOLDERS) yield await storage.list(folder);
}

/** Of an original the key says the hash; a derivative's is that of the last backup while its size is the same. */
async function createCopier(storage: Storage, folder: string) {
  const known = await knownObjects(folder);
  await makeFolder(path.join(folder, OBJECTS));
  return async ({ key, sizeBytes }: StoredObject): Promise<Copy | null> => {
    const expected = key.startsWith("blobs/") ? sha256OfKey(key) : null;
    const sha256 = expected ?? known.get(key)?.sha256;
    if (sha256 && (await isKept(objectPath(folder, { sha256 }), sizeBytes)))
      return { object: { key, sha256, sizeBytes }, isNew: false };
    const written = await fetchOne(storage, { key, sizeBytes }, folder);
    if (written?.sizeBytes !== sizeBytes || (expected && expected !== written.sha256)) return null;
    return { object: { key, sha256: written.sha256, sizeBytes }, isNew: written.isNew };
  };
}

/** Null when the storage has lost it. */
async function fetchOne(storage: Storage, { key, sizeBytes }: StoredObject, folder: string) {
  const draft = path.join(folder, OBJECTS, randomUUID());
  try {
    const written = await writeDurably(draft, (sink) =>
      sizeBytes > 0 ? storage.send(key, { start: 0, end: sizeBytes - 1 }, sink) : noBytes(),
    );
    return { ...written, isNew: await keep(draft, folder, written) };
  } catch (cause) {
    if (cause instanceof StorageError && cause.code === "missing") return null;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

const noBytes = async () => undefined;

/** False when another key has brought the same bytes. */
async function keep(
  draft: string,
  folder: string,
  object: { sha256: string; sizeBytes: number },
): Promise<boolean> {
  const file = objectPath(folder, object);
  if (await isKept(file, object.sizeBytes)) return false;
  await makeFolder(path.dirname(file));
  await rename(draft, file);
  await syncFolder(path.dirname(file));
  return true;
}

/** Touched, so that whoever tidies up beside us sees that it is in use again. */
async function isKept(file: string, sizeBytes: number): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  if (facts?.size !== sizeBytes) return false;
  const now = new Date();
  await utimes(file, now, now);
  return true;
}
