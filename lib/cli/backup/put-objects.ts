import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { demand, hashOfFile } from "@/lib/cli/backup/files";
import { type Backup, type BackupObject, objectPath } from "@/lib/cli/backup/manifest";
import { readObjectList } from "@/lib/cli/backup/object-list";
import type { Studio } from "@/lib/cli/command";
import { StorageError } from "@/lib/ports/object-storage";

const AT_ONCE = 8;

/** Into the storage, where it has them not or not whole. Answers with how many that was. */
export async function putObjects(studio: Studio, backup: Backup): Promise<number> {
  let putCount = 0;
  let some: BackupObject[] = [];
  const put = async () => {
    const done = await Promise.all(some.map((object) => putOne(studio, backup, object)));
    putCount += done.filter(Boolean).length;
    some = [];
  };
  for await (const object of readObjectList(backup)) {
    some.push(object);
    if (some.length === AT_ONCE) await put();
  }
  await put();
  return putCount;
}

async function putOne(studio: Studio, backup: Backup, object: BackupObject): Promise<boolean> {
  const { storage } = studio.ports;
  if (await isStored(studio, object)) return false;
  const draft = await storage.newSpoolPath();
  try {
    const what = `The file ${object.key}`;
    await pipeline(
      createReadStream(objectPath(path.dirname(backup.folder), object)),
      demand({ sha256: object.sha256, what }),
      createWriteStream(draft),
    );
    // What is there is not whole: a key is written once.
    await storage.delete(object.key);
    await storage.putFile(object.key, draft);
  } finally {
    await rm(draft, { force: true });
  }
  return true;
}

/** On a disk they are read; a bucket says their size, and keeps its own sums. */
async function isStored(
  { ports: { storage }, settings }: Studio,
  { key, sizeBytes, sha256 }: BackupObject,
): Promise<boolean> {
  try {
    if ((await storage.sizeBytes(key)) !== sizeBytes) return false;
    return (
      settings.storage.kind === "s3" ||
      (await hashOfFile(await storage.localPath(key))).sha256 === sha256
    );
  } catch (cause) {
    if (cause instanceof StorageError && cause.code === "missing") return false;
    throw cause;
  }
}
