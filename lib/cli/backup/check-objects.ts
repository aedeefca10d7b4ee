import { stat } from "node:fs/promises";
import path from "node:path";
import { hashOfFile } from "@/lib/cli/backup/files";
import { type Backup, type BackupObject, objectPath } from "@/lib/cli/backup/manifest";
import { readObjectList } from "@/lib/cli/backup/object-list";

const SHARE = 0.01;
const HASHED_MIN = 50;
const AT_ONCE = 8;

/** At least fifty of them, others each time; or all. `random` as of the clock. */
export function sampleOf<T>(all: readonly T[], { random }: { random: () => number }): T[] {
  const count = Math.min(all.length, Math.max(HASHED_MIN, Math.ceil(all.length * SHARE)));
  const rest = [...all];
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (rest.length - at));
    [rest[at], rest[other]] = [rest[other] as T, rest[at] as T];
  }
  return rest.slice(0, count);
}

/** Every file is there in its size, and those of `choose` are as they were written. Answers with the paths of the others. */
export async function checkObjects(
  backup: Backup,
  choose: (all: readonly BackupObject[]) => readonly BackupObject[],
): Promise<{ count: number; hashedCount: number; broken: string[] }> {
  const objects: BackupObject[] = [];
  for await (const object of readObjectList(backup)) objects.push(object);
  const place = (object: BackupObject) => objectPath(path.dirname(backup.folder), object);
  const hashed = choose(objects);
  const broken = new Set<string>();
  const look = async (
    some: readonly BackupObject[],
    isWhole: (object: BackupObject) => Promise<boolean>,
  ) => {
    for (let at = 0; at < some.length; at += AT_ONCE)
      await Promise.all(
        some.slice(at, at + AT_ONCE).map(async (object) => {
          if (!(await isWhole(object))) broken.add(place(object));
        }),
      );
  };
  await look(objects, async (object) => {
    const facts = await stat(place(object)).catch(() => null);
    return facts?.size === object.sizeBytes;
  });
  await look(
    hashed.filter((object) => !broken.has(place(object))),
    async (object) => (await hashOfFile(place(object))).sha256 === object.sha256,
  );
  return { count: objects.length, hashedCount: hashed.length, broken: [...broken].sort() };
}
