import path from "node:path";
import { Readable } from "node:stream";
import { BackupError, openCompressed, writeCompressed } from "@/lib/cli/backup/files";
import {
  type Backup,
  type BackupObject,
  listNames,
  type Manifest,
  objectSchema,
  readBackup,
} from "@/lib/cli/backup/manifest";

const FILE = "objects.jsonl.zst";

/** One line for each object, in the backup that is being made. */
export async function writeObjectList(
  folder: string,
  objects: readonly BackupObject[],
): Promise<Manifest["objects"]> {
  const lines = function* () {
    for (const object of objects) yield `${JSON.stringify(object)}\n`;
  };
  const written = await writeCompressed(path.join(folder, FILE), Readable.from(lines()));
  return {
    file: FILE,
    ...written.file,
    contentSha256: written.content.sha256,
    count: objects.length,
    totalBytes: objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** @throws {BackupError} when the list was damaged, in the end at the latest */
export async function* readObjectList({ folder, manifest }: Backup): AsyncIterable<BackupObject> {
  const { file, sha256, contentSha256 } = manifest.objects;
  const what = "The list of objects";
  const source = openCompressed(path.join(folder, file), { what, sha256, contentSha256 });
  let rest = "";
  for await (const text of source.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield objectSchema.parse(JSON.parse(line));
  }
}

/** By key, as the last backup of the folder had them. */
export async function knownObjects(folder: string): Promise<ReadonlyMap<string, BackupObject>> {
  const [last] = (await listNames(folder)).reverse();
  const known = new Map<string, BackupObject>();
  if (!last) return known;
  try {
    for await (const object of readObjectList(await readBackup(path.join(folder, last))))
      known.set(object.key, object);
    return known;
  } catch (cause) {
    // It is no help; each object is then read again.
    if (cause instanceof BackupError) return new Map();
    throw cause;
  }
}
